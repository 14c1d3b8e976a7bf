package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Backoff;
import java.time.Duration;
import java.util.Objects;

/**
 * What the pool needs to know to work.
 *
 * @param workers how many jobs run at once, 0 to 1,000; 0 never claims any
 * @param lease how long a claim holds without a heartbeat, at least 100 ms
 * @param backoff how long a failed attempt waits for the next one
 */
public record PoolSettings(int workers, Duration lease, Backoff backoff) {
  private static final Duration SHORTEST_LEASE = Duration.ofMillis(100);

  public PoolSettings {
    Objects.requireNonNull(backoff, "backoff");
    if (workers < 0 || workers > 1_000) {
      throw new IllegalArgumentException("workers must be 0 to 1000, not " + workers);
    }
    if (lease.compareTo(SHORTEST_LEASE) < 0) {
      throw new IllegalArgumentException("a lease lasts at least 100 ms, not " + lease);
    }
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
