package dev.clickdeploy.port.out;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.ServiceId;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
    /**
     * A worker took a job.
     *
     * @param waited how long the job had been due
     */
    record JobClaimed(JobId job, JobKind kind, int attempt, Duration waited) implements Event {}

    /** The queue was asked for work and handed out so many jobs. */
    record QueueClaimed(int jobs, Duration took) implements Event {}

    /** The queue was told of so many finished jobs at once. */
    record QueueCompleted(int jobs, Duration took) implements Event {}

    /** What is on the queue, told now and then. */
    record QueueCounted(List<JobCounts> counts) implements Event {
      public QueueCounted {
        counts = List.copyOf(counts);
      }
    }

    /** Signals do not come, so that work waits for the next poll, and why. */
    record SignalsInterrupted(String why) implements Event {}

    /** Signals come again. */
    record SignalsRestored() implements Event {}

    /** A handler ended. */
    record JobEnded(JobId job, JobKind kind, int attempt, String outcome, Duration took)
        implements Event {}

    /** A job's lease ran out and it was taken from its worker. */
    record JobRescued(JobId job, JobKind kind) implements Event {}

    /** This worker's claim was outlived; its work was discarded. */
    record ClaimLost(JobId job) implements Event {}

    /**
     * A deployment changed its status. Told after it is stored, by whoever changed it: a worker may
     * claim a deployment, and tell so, before its trigger has told that it is queued.
     */
    record DeploymentChanged(DeploymentId deployment, DeploymentStatus status) implements Event {}

    /**
     * A git host does not take the status of a deployment's commit.
     *
     * @param why what it said and what to do
     */
    record StatusRefused(DeploymentId deployment, String why) implements Event {}

    /** An image that is not kept any longer was deleted from the registry. */
    record ImageDeleted(ServiceId service, ImageDigest image) implements Event {}

    /**
     * The registry does not delete an image that is not kept any longer.
     *
     * @param why what it said and what to do
     */
    record ImageNotDeleted(ServiceId service, ImageDigest image, String why) implements Event {}

    /**
     * A build ended for good.
     *
     * @param took from the start of its last attempt
     * @param phases how long each phase took that the attempt reached
     */
    record BuildEnded(
        DeploymentId deployment,
        DeploymentStatus outcome,
        Duration took,
        Map<Phase, Duration> phases)
        implements Event {
      public BuildEnded {
        phases = Map.copyOf(phases);
      }
    }

    /** A new push was judged for one service, perhaps provisionally. */
    record PushJudged(Trigger source, Verdict verdict) implements Event {}

    /** Something went wrong that no caller can be told about. */
    record Trouble(String what, Throwable cause) implements Event {}
  }
}
