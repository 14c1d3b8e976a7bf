package dev.clickdeploy.model.job;

import java.time.Duration;
import java.util.Objects;

/**
 * How long to wait before the next attempt: {@code first}, doubled for each further one, at most
 * {@code most}.
 */
public record Backoff(Duration first, Duration most) {
  /** Two seconds, four, eight … at most two minutes. */
  public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(2));

  public Backoff {
    Objects.requireNonNull(first, "first");
    if (first.isNegative() || most.compareTo(first) < 0) {
      throw new IllegalArgumentException("a backoff needs 0 <= first <= most");
    }
  }

  /** The delay after the given attempt, counted from 1. */
  public Duration after(int attempt) {
    Duration delay = first;
    for (int i = 1; i < attempt && delay.compareTo(most) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(most) > 0 ? most : delay;
  }
}
