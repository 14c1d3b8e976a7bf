package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Backoff;
import java.time.Duration;
import java.util.Objects;

/**
 * How jobs are worked on.
 *
 * @param workers how many jobs run at once in this process, 0 to 1,000; 0 never claims any
 * @param lease how long a claim holds without a heartbeat, at least 100 ms; a dead worker's job is
 *     taken over after this time
 * @param attempts how often a deployment's job may be tried, 1 to 100
 * @param backoff how long a failed attempt waits for the next one
 * @param buildTimeout longest time for one attempt of a build
 * @param stopGrace how long a stop waits for running jobs before it hands them back
 */
public record WorkSettings(
    int workers,
    Duration lease,
    int attempts,
    Backoff backoff,
    Duration buildTimeout,
    Duration stopGrace) {
  /** Two workers, a lease of 30 s, three attempts, builds of at most 30 min, a grace of 30 s. */
  public static final WorkSettings DEFAULT =
      new WorkSettings(
          2,
          Duration.ofSeconds(30),
          3,
          Backoff.DEFAULT,
          Duration.ofMinutes(30),
          Duration.ofSeconds(30));

  private static final Duration SHORTEST_LEASE = Duration.ofMillis(100);

  public WorkSettings {
    Objects.requireNonNull(backoff, "backoff");
    require(workers >= 0 && workers <= 1_000, "workers must be 0 to 1000");
    require(lease.compareTo(SHORTEST_LEASE) >= 0, "a lease lasts at least 100 ms");
    require(attempts >= 1 && attempts <= 100, "attempts must be 1 to 100");
    require(buildTimeout.isPositive(), "a build needs time: buildTimeout must be positive");
    require(!stopGrace.isNegative(), "stopGrace must not be negative");
  }

  /** The same with another number of workers. */
  public WorkSettings withWorkers(int other) {
    return new WorkSettings(other, lease, attempts, backoff, buildTimeout, stopGrace);
  }

  /** How often leases are extended, and lost ones looked for: two beats may get lost. */
  Duration heartbeat() {
    return lease.dividedBy(3);
  }

  /** A worker that could not extend its lease for so long stops, before anyone else may begin. */
  Duration renewalLimit() {
    return lease.multipliedBy(2).dividedBy(3);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
