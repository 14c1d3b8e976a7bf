package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.Job;
import java.time.Instant;
import java.util.Optional;

/** What a live deployment becomes when its job went on without it. */
final class Reconciliation {
  private Reconciliation() {}

  static Optional<Deployment> of(Deployment deployment, Job job, Instant now) {
    return switch (job.status()) {
      case PROCESSING -> Optional.empty();
      case QUEUED ->
          deployment.status() == DeploymentStatus.RUNNING
              ? Optional.of(deployment.requeued())
              : Optional.empty();
      case CANCELLED -> Optional.of(deployment.cancelled(now));
      case FAILED -> Optional.of(deployment.failed(failure(job), now));
      case COMPLETED -> Optional.of(deployment.failed(failure(job), now));
    };
  }

  private static Failure failure(Job job) {
    String why = job.error().orElse("its job ended without a result");
    return Failure.of(
        FailureClass.INFRASTRUCTURE,
        "the work on it did not come to an end: " + why,
        "deploy again");
  }
}
