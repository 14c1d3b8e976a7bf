package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.port.out.LogSignals.Listener;
import java.util.LinkedHashSet;
import java.util.List;

/** Passes on what was heard of logs, and whether anything is. */
final class HeardLogs implements Ear {
  /** What follows is the deployment whose log has grown. */
  static final String GREW = "log ";

  /** What follows is the deployment that has ended. */
  static final String ENDED = "end ";

  private final Inbox<Listener> inbox;
  private boolean comes;
  private boolean missing;

  HeardLogs(Inbox<Listener> inbox) {
    this.inbox = inbox;
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
        DeploymentId grown = deployment(payload, GREW);
        inbox.tell(listener -> listener.grew(grown));
      } else if (payload.startsWith(ENDED)) {
        DeploymentId over = deployment(payload, ENDED);
        inbox.tell(listener -> listener.ended(over));
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
      inbox.tell(Listener::restored);
    }
  }

  @Override
  public void interrupted(String why) {
    if (!missing) {
      comes = false;
      missing = true;
      inbox.tell(Listener::interrupted);
    }
  }
}
