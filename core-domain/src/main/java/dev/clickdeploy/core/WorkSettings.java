package dev.clickdeploy.core;

import dev.clickdeploy.core.build.BuildLimits;
import dev.clickdeploy.core.job.PoolSettings;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import java.time.Duration;
import java.util.Map;

/**
 * How jobs are worked on.
 *
 * @param workers how many builds run at once in this process, and jobs of each other kind whose
 *     handler does not say, 0 to 10,000; 0 never claims any
 * @param lease how long a claim holds without a heartbeat, at least 100 ms; a dead worker's job is
 *     taken over after this time
 * @param attempts how often a deployment's job may be tried, 1 to 100
 * @param backoff how long a failed attempt waits for the next one
 * @param buildTimeout longest time for one attempt of a build
 * @param buildIdleTimeout longest time without a step, a line of output or a byte moved
 * @param stopGrace how long a stop waits for running jobs before it hands them back
 * @param stopHard how long it then waits for handlers to heed that, before it interrupts them
 * @param keepFinished how long jobs that ended are remembered
 */
public record WorkSettings(
    int workers,
    Duration lease,
    int attempts,
    Backoff backoff,
    Duration buildTimeout,
    Duration buildIdleTimeout,
    Duration stopGrace,
    Duration stopHard,
    Duration keepFinished) {
  /**
   * Two workers, a lease of 30 s, three attempts, builds of at most 30 min and silent for at most
   * 10 min, a grace of 30 s and 10 s more, finished jobs remembered for a week.
   */
  public static final WorkSettings DEFAULT =
      new WorkSettings(
          2,
          Duration.ofSeconds(30),
          3,
          Backoff.DEFAULT,
          Duration.ofMinutes(30),
          Duration.ofMinutes(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofDays(7));

  public WorkSettings {
    // checks what is the pool's own
    new PoolSettings(lease, backoff, Map.of(), keepFinished, "worker");
    require(workers >= 0 && workers <= 10_000, "workers must be 0 to 10000, not " + workers);
    require(attempts >= 1 && attempts <= 100, "attempts must be 1 to 100");
    require(buildTimeout.isPositive(), "a build needs time: buildTimeout must be positive");
    require(buildIdleTimeout.isPositive(), "buildIdleTimeout must be positive");
    require(!stopGrace.isNegative(), "stopGrace must not be negative");
    require(!stopHard.isNegative(), "stopHard must not be negative");
  }

  /** The same with another number of workers. */
  public WorkSettings withWorkers(int other) {
    return new WorkSettings(
        other,
        lease,
        attempts,
        backoff,
        buildTimeout,
        buildIdleTimeout,
        stopGrace,
        stopHard,
        keepFinished);
  }

  BuildLimits build() {
    return new BuildLimits(buildTimeout, buildIdleTimeout);
  }

  PoolSettings pool(Map<JobKind, KindLimit> limits, String worker) {
    return new PoolSettings(lease, backoff, limits, keepFinished, worker);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
