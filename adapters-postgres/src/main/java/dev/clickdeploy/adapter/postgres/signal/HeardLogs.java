package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.port.out.LogSignals;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes on what was heard of logs, unless the subscription was closed. */
final class HeardLogs implements Ear {
  /** What follows is the deployment whose log has grown. */
  static final String GREW = "log ";

  /** What follows is the deployment that has ended. */
  static final String ENDED = "end ";

  private static final Logger LOG = LoggerFactory.getLogger(HeardLogs.class);

  private final LogSignals.Listener listener;
  private final BooleanSupplier closed;
  private boolean comes;
  private boolean missing;

  HeardLogs(LogSignals.Listener listener, BooleanSupplier closed) {
    this.listener = listener;
    this.closed = closed;
  }

  /** Without a test passed nobody knows yet whether anything will be heard. */
  @Override
  public void begun() {
    comes = false;
  }

  @Override
  public void all(List<String> payloads) {
    for (String payload : new LinkedHashSet<>(payloads)) {
      if (payload.startsWith(GREW)) {
        pass(() -> listener.grew(deployment(payload, GREW)));
      } else if (payload.startsWith(ENDED)) {
        pass(() -> listener.ended(deployment(payload, ENDED)));
      }
    }
  }

  private static DeploymentId deployment(String payload, String prefix) {
    return DeploymentId.parse(payload.substring(prefix.length()));
  }

  @Override
  public void restored() {
    if (!comes) {
      comes = true;
      missing = false;
      pass(listener::restored);
    }
  }

  @Override
  public void interrupted(String why) {
    if (!missing) {
      comes = false;
      missing = true;
      pass(listener::interrupted);
    }
  }

  private void pass(Runnable call) {
    if (closed.getAsBoolean()) {
      return;
    }
    try {
      call.run();
    } catch (RuntimeException e) {
      // the listener's trouble must not end the listening
      LOG.warn("channel={} a listener failed", Notify.LOG_CHANNEL, e);
    }
  }
}
