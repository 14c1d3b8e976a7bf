package dev.clickdeploy.bootstrap.metrics;

import java.time.Duration;

/** Durations as Prometheus has them. */
final class Seconds {
  private Seconds() {}

  static double of(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
