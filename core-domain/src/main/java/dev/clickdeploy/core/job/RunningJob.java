package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.JobQueue.Claimed;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A job that runs in this process, with the reason to stop it and the age of its lease. */
final class RunningJob implements Work {
  private final Job job;
  private final Duration waited;
  private final Claim claim;
  private final Cancellation cancellation = new Cancellation();
  private final EventSink events;
  private @Nullable StopReason reason;
  private volatile long renewedAt;

  /**
   * A job that was claimed.
   *
   * @param askedAt monotonic time before the claim was asked for
   */
  RunningJob(Claimed claimed, long askedAt, EventSink events) {
    this.job = claimed.job();
    this.waited = claimed.waited();
    this.events = events;
    this.claim = new Claim(job.id(), job.fence());
    this.renewedAt = askedAt;
  }

  @Override
  public Job job() {
    return job;
  }

  /** How long it had been due. */
  Duration waited() {
    return waited;
  }

  @Override
  public Claim claim() {
    return claim;
  }

  @Override
  public Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public synchronized Optional<StopReason> stopping() {
    return Optional.ofNullable(reason);
  }

  @Override
  public void claimLost() {
    stop(StopReason.CLAIM_LOST);
  }

  /** Asks to stop. The first reason counts, but a lost claim outdoes every other. */
  void stop(StopReason why) {
    synchronized (this) {
      if (reason == null || why == StopReason.CLAIM_LOST) {
        reason = why;
      }
    }
    try {
      cancellation.cancel();
    } catch (RuntimeException e) {
      // one handler's broken action must not keep the other jobs from being stopped
      events.on(new EventSink.Event.Trouble("job " + job.id() + " could not be told to stop", e));
    }
  }

  boolean isLost() {
    return stopping().equals(Optional.of(StopReason.CLAIM_LOST));
  }

  /** The lease was extended by a request that was sent at this monotonic time. */
  void renewed(long askedAt) {
    renewedAt = askedAt;
  }

  /** How long ago the request was sent that extended the lease last. */
  Duration sinceRenewal(long now) {
    return Duration.ofNanos(now - renewedAt);
  }
}
