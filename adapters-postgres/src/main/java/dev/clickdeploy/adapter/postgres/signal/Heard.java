package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.port.out.JobSignals.Listener;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Passes on what was heard on the channel of jobs, and whether anything is. */
final class Heard implements Ear {
  private final Inbox<Listener> inbox;
  private final AtomicBoolean work = new AtomicBoolean();
  private final Rewind rewind;

  private volatile boolean listening;

  /** Null until something is known. */
  private @Nullable Boolean comesThrough;

  Heard(Inbox<Listener> inbox, Rewind rewind) {
    this.inbox = inbox;
    this.rewind = rewind;
  }

  @Override
  public void begun() {
    listening = true;
    rewind.all();
    workAvailable();
  }

  @Override
  public void ended() {
    listening = false;
  }

  /**
   * This process has put a job on the queue. Nothing is heard before everything is: whoever hears
   * of work may rely on hearing of cancels.
   */
  void workHere() {
    if (listening) {
      workAvailable();
    }
  }

  /** Many calls to work that came together are one. */
  @Override
  public void all(List<String> payloads) {
    boolean some = payloads.contains(Notify.WORK);
    for (String payload : payloads) {
      if (Back.isIn(payload)) {
        Back back = Back.parse(payload);
        rewind.to(back.organization(), back.runAt());
        some = true;
      }
    }
    if (some) {
      workAvailable();
    }
    for (String payload : payloads) {
      if (payload.startsWith(Notify.CANCEL)) {
        JobId job = job(payload);
        inbox.tell(listener -> listener.cancelRequested(job));
      }
    }
  }

  @Override
  public void restored() {
    if (!Boolean.TRUE.equals(comesThrough)) {
      comesThrough = true;
      inbox.tell(Listener::restored);
    }
  }

  @Override
  public void interrupted(String why) {
    if (!Boolean.FALSE.equals(comesThrough)) {
      comesThrough = false;
      inbox.tell(listener -> listener.interrupted(why));
    }
  }

  /** Calls to work that the listener has not begun with are one. */
  private void workAvailable() {
    if (work.compareAndSet(false, true)) {
      inbox.tell(
          listener -> {
            work.set(false);
            listener.workAvailable();
          });
    }
  }

  private static JobId job(String payload) {
    return JobId.parse(payload.substring(Notify.CANCEL.length()));
  }
}
