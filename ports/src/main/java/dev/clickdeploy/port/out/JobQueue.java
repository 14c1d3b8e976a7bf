package dev.clickdeploy.port.out;

import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Queued work that is handed out once at a time. Leases run on the queue's own clock, never on a
 * worker's. A verb that carries an outlived {@link Claim} changes nothing and says so.
 */
public interface JobQueue {
  /**
   * Puts jobs on the queue, all or none, and wakes workers.
   *
   * @return for each job in order what came of it
   */
  List<Enqueued> enqueue(List<NewJob> jobs);

  /** Puts a job on the queue and wakes workers. */
  default Enqueued enqueue(NewJob job) {
    return enqueue(List.of(job)).getFirst();
  }

  /**
   * Claims due jobs, of each kind at most as many as it has free slots. Organizations take turns:
   * as long as several have due jobs of a kind, none gets a second one before each had one; within
   * an organization jobs come by priority, then by the time at which they are due. Limits set by
   * {@link JobControl#limit} hold whoever claims at the same time. No two claims share a job. There
   * may be more due ones although fewer than wanted are answered: the next claim has them.
   *
   * @param slots how many jobs of each kind
   * @param lease how long the claims hold without a heartbeat
   */
  List<Claimed> claim(Map<JobKind, Integer> slots, Duration lease);

  /**
   * Extends leases from now on.
   *
   * @return a beat for each claim that still holds; claims that are missing are lost
   */
  List<Heartbeat> extend(Collection<Claim> claims, Duration lease);

  /**
   * The jobs' handlers finished.
   *
   * @return the claims that held; the others were outlived and changed nothing
   */
  Set<Claim> complete(Collection<Claim> claims);

  /** The job's handler finished; false when the claim was outlived. */
  default boolean complete(Claim claim) {
    return !complete(List.of(claim)).isEmpty();
  }

  /**
   * The attempt failed: queued again after the backoff while {@code retry} and attempts are left,
   * failed otherwise. False when the claim was outlived.
   */
  boolean fail(Claim claim, String error, boolean retry, Backoff backoff);

  /** The handler stopped because it was asked to cancel; false when the claim was outlived. */
  boolean acknowledgeCancel(Claim claim);

  /** Gives a job back unharmed, its attempt not counted; false when the claim was outlived. */
  boolean release(Claim claim);

  /**
   * Takes jobs whose lease ran out from their holders: queued again, cancelled if that was asked,
   * or failed when no attempt is left. Any process may call it at any time.
   *
   * @return the jobs as they are now
   */
  List<Job> rescue();

  /** What came of putting a job on the queue. */
  sealed interface Enqueued {
    /** The live job that does the work. */
    JobId job();

    /** It is on the queue. */
    record Accepted(JobId job) implements Enqueued {}

    /** Not written: this live job of the kind has the same unique key. */
    record Existing(JobId job) implements Enqueued {}
  }

  /**
   * A job that was claimed.
   *
   * @param waited how long it had been due, on the queue's clock
   */
  record Claimed(Job job, Duration waited) {
    public Claimed {
      Objects.requireNonNull(job, "job");
      Objects.requireNonNull(waited, "waited");
    }
  }

  /** The answer to a heartbeat. */
  record Heartbeat(Claim claim, boolean cancelRequested) {}
}
