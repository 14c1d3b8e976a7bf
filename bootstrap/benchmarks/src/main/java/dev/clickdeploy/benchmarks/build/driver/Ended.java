package dev.clickdeploy.benchmarks.build.driver;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.port.out.EventSink;
import java.util.HashSet;
import java.util.Set;

/** Knows which deployments have ended as soon as they have. */
final class Ended implements EventSink {
  private final Set<DeploymentId> ended = new HashSet<>();

  @Override
  public void on(Event event) {
    switch (event) {
      case Event.DeploymentChanged changed -> {
        if (changed.status().isTerminal()) {
          end(changed.deployment());
        }
      }
      case Event.Trouble trouble -> trouble.cause().printStackTrace();
      default -> {}
    }
  }

  private synchronized void end(DeploymentId deployment) {
    ended.add(deployment);
    notifyAll();
  }

  synchronized void await(DeploymentId deployment) throws InterruptedException {
    while (!ended.contains(deployment)) {
      wait();
    }
  }
}
