package dev.clickdeploy.core.push;

import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event.DeploymentChanged;
import dev.clickdeploy.port.out.PushLedger.Recorded;

/** What operators hear of a recorded push. */
final class Told {
  private Told() {}

  static void to(EventSink events, Recorded recorded) {
    recorded
        .superseded()
        .forEach(id -> events.on(new DeploymentChanged(id, DeploymentStatus.SUPERSEDED)));
    recorded.queued().forEach(id -> events.on(new DeploymentChanged(id, DeploymentStatus.QUEUED)));
  }
}
