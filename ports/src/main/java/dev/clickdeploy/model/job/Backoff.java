package dev.clickdeploy.model.job;

import java.time.Duration;
import java.util.Objects;

/**
 * How long to wait before the next attempt: {@code first}, doubled for each further one, at most
 * {@code most}, and each time up to {@code jitter} more or less, so that jobs that failed together
 * do not come back together.
 *
 * @param jitter 0 to 1, a part of the delay
 */
public record Backoff(Duration first, Duration most, double jitter) {
  /** Two seconds, four, eight … at most two minutes, a fifth more or less. */
  public static final Backoff DEFAULT =
      new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(2), 0.2);

  public Backoff {
    Objects.requireNonNull(first, "first");
    if (first.isNegative() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException("a backoff needs 0 <= first <= most");
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("a backoff's jitter is 0 to 1, not " + jitter);
    }
  }

  /** Without jitter. */
  public Backoff(Duration first, Duration most) {
    this(first, most, 0);
  }

  /** The delay after the given attempt, counted from 1, before any jitter. */
  public Duration after(int attempt) {
    Duration delay = first;
    for (int i = 1; i < attempt && delay.compareTo(most) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(most) > 0 ? most : delay;
  }

  /**
   * The delay after the given attempt.
   *
   * @param chance 0 to 1, evenly distributed: 0 gives the shortest delay, 1 the longest
   */
  public Duration after(int attempt, double chance) {
    double factor = 1 + jitter * (2 * chance - 1);
    return Duration.ofNanos(Math.round(after(attempt).toNanos() * factor));
  }
}
