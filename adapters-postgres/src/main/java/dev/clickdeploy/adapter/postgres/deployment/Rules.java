package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.model.IllegalTransitionException;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobStatus;
import java.time.Instant;
import java.util.Optional;

/** What follows from a deployment and its job, both locked. */
final class Rules {
  private Rules() {}

  static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }

  /** The caller's next state may be computed from an older one than the stored. */
  static void requireLegal(Deployment stored, Deployment next) {
    if (stored.status() != next.status() && !stored.status().successors().contains(next.status())) {
      throw new IllegalTransitionException("a deployment", stored.status(), next.status());
    }
  }

  /** The next state by a worker that has not heard of the request to cancel. */
  static Deployment keepCancelling(Deployment next) {
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

  /** How a job ends with its deployment. */
  static Job ended(Job job, Deployment terminal) {
    return switch (terminal.status()) {
      case SUCCEEDED -> job.completed();
      case CANCELLED -> job.cancelled();
      case FAILED ->
          job.failed(
              Optional.ofNullable(terminal.failure()).map(Failure::message).orElse("failed"));
      case SUPERSEDED -> job.failed("superseded");
      case QUEUED, RUNNING, CANCELLING -> throw new IllegalArgumentException("not terminal");
    };
  }

  /** What a live deployment becomes when its job went on or ended without it; absent: as it is. */
  static Optional<Deployment> reconciled(Deployment live, Optional<Job> job, Instant now) {
    JobStatus status = job.map(Job::status).orElse(JobStatus.FAILED);
    return switch (status) {
      case PROCESSING -> Optional.empty();
      case QUEUED ->
          live.status() == DeploymentStatus.RUNNING
              ? Optional.of(live.requeued())
              : Optional.empty();
      case CANCELLED -> Optional.of(live.cancelled(now));
      case FAILED, COMPLETED -> Optional.of(live.failed(unfinished(job), now));
    };
  }

  private static Failure unfinished(Optional<Job> job) {
    String why = job.flatMap(Job::error).orElse("its job ended without a result");
    return Failure.of(
        FailureClass.INFRASTRUCTURE,
        "the work on it did not come to an end: " + why,
        "deploy again");
  }
}
