package dev.clickdeploy.port.out;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import java.time.Duration;

/**
 * What the core tells an operator; it never logs by itself. Implementations must not block or
 * throw.
 */
@FunctionalInterface
public interface EventSink {
  /** Takes an event. */
  void on(Event event);

  /** Everything that is told. */
  sealed interface Event {
    /** A worker took a job. */
    record JobClaimed(JobId job, JobKind kind, int attempt) implements Event {}

    /** A handler ended. */
    record JobEnded(JobId job, JobKind kind, int attempt, String outcome, Duration took)
        implements Event {}

    /** A job's lease ran out and it was taken from its worker. */
    record JobRescued(JobId job, JobKind kind) implements Event {}

    /** This worker's claim was outlived; its work was discarded. */
    record ClaimLost(JobId job) implements Event {}

    /** A deployment changed its status. */
    record DeploymentChanged(DeploymentId deployment, DeploymentStatus status) implements Event {}

    /** Something went wrong that no caller can be told about. */
    record Trouble(String what, Throwable cause) implements Event {}
  }
}
