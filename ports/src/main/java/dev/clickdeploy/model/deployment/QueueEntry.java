package dev.clickdeploy.model.deployment;

import dev.clickdeploy.model.job.QueueCursor;
import dev.clickdeploy.model.job.QueuePlace;
import java.util.Objects;

/** A live deployment and where its job stands. */
public record QueueEntry(Deployment deployment, QueuePlace place) {
  public QueueEntry {
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(place, "place");
  }

  /** Its place in a listing. */
  public QueueCursor cursor() {
    return QueueCursor.of(deployment.status() == DeploymentStatus.QUEUED, place.job());
  }
}
