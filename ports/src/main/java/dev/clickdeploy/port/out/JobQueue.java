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
import java.util.Optional;
import java.util.Set;

/**
 * Queued work that is handed out once at a time. Leases run on the queue's own clock, never on a
 * worker's. A verb that carries an outlived {@link Claim} changes nothing and says so.
 */
public interface JobQueue {
  /** Puts a job on the queue and wakes workers. */
  void enqueue(NewJob job);

  /**
   * Claims up to {@code limit} jobs that are due, of the given kinds, oldest first. No two claims
   * share a job.
   *
   * @param lease how long the claims hold without a heartbeat
   */
  List<Job> claim(Set<JobKind> kinds, int limit, Duration lease);

  /**
   * Extends leases from now on.
   *
   * @return a beat for each claim that still holds; claims that are missing are lost
   */
  List<Heartbeat> extend(Collection<Claim> claims, Duration lease);

  /** The job's handler finished; false when the claim was outlived. */
  boolean complete(Claim claim);

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
   * Asks to cancel: a queued job is cancelled, a processed one marked and its worker woken. False
   * when it has ended.
   */
  boolean cancel(JobId job);

  /**
   * Takes jobs whose lease ran out from their holders: queued again, cancelled if that was asked,
   * or failed when no attempt is left. Any process may call it at any time.
   *
   * @return the jobs as they are now
   */
  List<Job> rescue();

  /** A live or finished job. */
  Optional<Job> get(JobId job);

  /** The answer to a heartbeat. */
  record Heartbeat(Claim claim, boolean cancelRequested) {}
}
