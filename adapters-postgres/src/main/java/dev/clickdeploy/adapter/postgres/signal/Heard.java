package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.port.out.JobSignals;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what was heard, unless the subscription was closed meanwhile. */
final class Heard {
  private static final Logger LOG = LoggerFactory.getLogger(Heard.class);

  private final JobSignals.Listener listener;
  private final BooleanSupplier closed;

  Heard(JobSignals.Listener listener, BooleanSupplier closed) {
    this.listener = listener;
    this.closed = closed;
  }

  void workAvailable() {
    pass(listener::workAvailable);
  }

  /** Many calls to work that came together are one. */
  void all(List<String> payloads) {
    if (payloads.contains(Notify.WORK)) {
      workAvailable();
    }
    for (String payload : payloads) {
      if (payload.startsWith(Notify.CANCEL)) {
        pass(() -> listener.cancelRequested(job(payload)));
      }
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
