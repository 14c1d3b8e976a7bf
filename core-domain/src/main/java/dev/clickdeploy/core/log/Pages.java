package dev.clickdeploy.core.log;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.port.out.Storage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * What followers read from the store, few at a time: however many they are, they leave connections
 * for everybody else.
 */
final class Pages {
  /** Lines in a page; a slow follower holds one. */
  static final int SIZE = 250;

  private static final int AT_ONCE = 3;

  private final Storage storage;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  Pages(Storage storage) {
    this.storage = storage;
  }

  /** The next lines; fewer than {@link #SIZE} are all that there are now. */
  List<StoredLogLine> read(DeploymentId deployment, long after) throws InterruptedException {
    return inTurn(() -> storage.logs().read(deployment, after, SIZE));
  }

  /** The number of the last line that there is now. */
  long last(DeploymentId deployment) throws InterruptedException {
    return inTurn(() -> storage.logs().last(deployment));
  }

  /** How the deployment has ended, if it has. */
  Optional<DeploymentStatus> end(DeploymentId deployment) throws InterruptedException {
    return inTurn(() -> storage.deployments().load(deployment))
        .map(Deployment::status)
        .filter(DeploymentStatus::isTerminal);
  }

  private <T> T inTurn(Supplier<T> reading) throws InterruptedException {
    turns.acquire();
    try {
      return reading.get();
    } finally {
      turns.release();
    }
  }
}
