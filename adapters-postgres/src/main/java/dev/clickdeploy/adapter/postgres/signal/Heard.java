package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.port.out.JobSignals.Listener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes on what was heard on the channel, and whether anything is. */
final class Heard {
  private final Inbox inbox;
  private final Rewind rewind;

  /** Null until something is known. */
  private @Nullable Boolean comesThrough;

  Heard(Inbox inbox, Rewind rewind) {
    this.inbox = inbox;
    this.rewind = rewind;
  }

  /** Whatever was signalled before this moment was not heard. */
  void begun() {
    rewind.all();
    inbox.workAvailable();
  }

  /** Many calls to work that came together are one. */
  void all(List<String> payloads) {
    boolean work = payloads.contains(Notify.WORK);
    for (String payload : payloads) {
      if (Back.isIn(payload)) {
        Back back = Back.parse(payload);
        rewind.to(back.organization(), back.runAt());
        work = true;
      }
    }
    if (work) {
      inbox.workAvailable();
    }
    for (String payload : payloads) {
      if (payload.startsWith(Notify.CANCEL)) {
        JobId job = job(payload);
        inbox.tell(listener -> listener.cancelRequested(job));
      }
    }
  }

  void restored() {
    if (!Boolean.TRUE.equals(comesThrough)) {
      comesThrough = true;
      inbox.tell(Listener::restored);
    }
  }

  void interrupted(String why) {
    if (!Boolean.FALSE.equals(comesThrough)) {
      comesThrough = false;
      inbox.tell(listener -> listener.interrupted(why));
    }
  }

  private static JobId job(String payload) {
    return JobId.parse(payload.substring(Notify.CANCEL.length()));
  }
}
