package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What the pool needs to know to work.
 *
 * @param lease how long a claim holds without a heartbeat, at least 100 ms
 * @param backoff how long a failed attempt waits for the next one
 * @param limits set on the queue, for every process, before this one claims
 * @param keepFinished how long jobs that ended are remembered
 * @param worker the name of this process, for those who ask who works
 */
public record PoolSettings(
    Duration lease,
    Backoff backoff,
    Map<JobKind, KindLimit> limits,
    Duration keepFinished,
    String worker) {
  private static final Duration SHORTEST_LEASE = Duration.ofMillis(100);

  public PoolSettings {
    Objects.requireNonNull(backoff, "backoff");
    Objects.requireNonNull(worker, "worker");
    limits = Map.copyOf(limits);
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      throw new IllegalArgumentException("a lease lasts at least 100 ms, not " + lease);
    }
    if (!keepFinished.isPositive()) {
      throw new IllegalArgumentException("keepFinished must be positive, not " + keepFinished);
    }
  }

  /** Without limits and a name, remembering what ended for a week. */
  public PoolSettings(Duration lease, Backoff backoff) {
    this(lease, backoff, Map.of(), Duration.ofDays(7), "worker");
  }

  /** How often leases are extended, and lost ones looked for: two beats may get lost. */
  Duration heartbeat() {
    return lease.dividedBy(3);
  }

  /** A worker that could not extend its lease for so long stops, before anyone else may begin. */
  Duration renewalLimit() {
    return lease.multipliedBy(2).dividedBy(3);
  }
}
