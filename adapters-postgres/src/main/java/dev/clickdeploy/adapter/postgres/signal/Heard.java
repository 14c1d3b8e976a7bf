package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.port.out.JobSignals;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what was heard, and whether anything is, unless the subscription was closed. */
final class Heard {
  private static final Logger LOG = LoggerFactory.getLogger(Heard.class);

  private final JobSignals.Listener listener;
  private final Rewind rewind;
  private final BooleanSupplier closed;

  /** Null until something is known. */
  private @Nullable Boolean comesThrough;

  Heard(JobSignals.Listener listener, Rewind rewind, BooleanSupplier closed) {
    this.listener = listener;
    this.rewind = rewind;
    this.closed = closed;
  }

  /** Whatever was signalled before this moment was not heard. */
  void begun() {
    rewind.all();
    pass(listener::workAvailable);
  }

  /** Of work that this process knows by itself. */
  void workHere() {
    pass(listener::workAvailable);
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
      pass(listener::workAvailable);
    }
    for (String payload : payloads) {
      if (payload.startsWith(Notify.CANCEL)) {
        pass(() -> listener.cancelRequested(job(payload)));
      }
    }
  }

  void restored() {
    if (!Boolean.TRUE.equals(comesThrough)) {
      comesThrough = true;
      pass(listener::restored);
    }
  }

  void interrupted(String why) {
    if (!Boolean.FALSE.equals(comesThrough)) {
      comesThrough = false;
      pass(() -> listener.interrupted(why));
    }
  }

  private static JobId job(String payload) {
    return JobId.parse(payload.substring(Notify.CANCEL.length()));
  }

  private void pass(Runnable call) {
    if (closed.getAsBoolean()) {
      return;
    }
    try {
      call.run();
    } catch (RuntimeException e) {
      // the listener's trouble must not end the listening
      LOG.warn("channel={} a listener failed", Notify.CHANNEL, e);
    }
  }
}
