package dev.clickdeploy.adapter.registry.harbor;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How a Harbor is used.
 *
 * @param robots whether builds log in as a robot account of their project alone, made with the
 *     registry's own account, which may then never reach a builder
 * @param robotsLife how long a robot account is used before another one takes its place; at most a
 *     day
 * @param scanOnPush whether projects that are made scan what is pushed
 * @param projectQuota of projects that are made, in bytes; empty for none
 */
public record HarborOptions(
    boolean robots, Duration robotsLife, boolean scanOnPush, OptionalLong projectQuota) {
  private static final Duration LONGEST_LIFE = Duration.ofDays(1);

  /** No robots, no scans, no quota. */
  public static final HarborOptions DEFAULT =
      new HarborOptions(false, Duration.ofHours(12), false, OptionalLong.empty());

  public HarborOptions {
    if (robotsLife.isNegative() || robotsLife.isZero() || robotsLife.compareTo(LONGEST_LIFE) > 0) {
      throw new IllegalArgumentException(
          "a robot account is used for at most a day, not " + robotsLife);
    }
    if (projectQuota.isPresent() && projectQuota.getAsLong() <= 0) {
      throw new IllegalArgumentException(
          "a quota is a number of bytes, not " + projectQuota.getAsLong());
    }
  }

  /** The same with or without robot accounts for builds. */
  public HarborOptions withRobots(boolean wanted) {
    return new HarborOptions(wanted, robotsLife, scanOnPush, projectQuota);
  }

  /** The same with another life of robot accounts. */
  public HarborOptions withRobotsLife(Duration life) {
    return new HarborOptions(robots, life, scanOnPush, projectQuota);
  }

  /** The same with or without scans in the projects that are made. */
  public HarborOptions withScanOnPush(boolean wanted) {
    return new HarborOptions(robots, robotsLife, wanted, projectQuota);
  }

  /** The same with a quota for the projects that are made, in bytes. */
  public HarborOptions withProjectQuota(long bytes) {
    return new HarborOptions(robots, robotsLife, scanOnPush, OptionalLong.of(bytes));
  }
}
