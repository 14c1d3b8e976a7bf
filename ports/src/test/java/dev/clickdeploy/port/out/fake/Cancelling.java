package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;

/** Keeps a request to cancel when a worker that has not heard of it writes its next state. */
final class Cancelling {
  private Cancelling() {}

  static Deployment keep(Deployment next) {
    return new Deployment(
        next.id(),
        next.organization(),
        next.service(),
        next.origin(),
        DeploymentStatus.CANCELLING,
        next.attempt(),
        next.worker(),
        next.phase(),
        next.progress(),
        next.commit(),
        next.planSummary(),
        next.provenance(),
        next.image(),
        next.imageDeletedAt(),
        next.failure(),
        next.phaseTimes(),
        next.createdAt(),
        next.startedAt(),
        next.finishedAt());
  }
}
