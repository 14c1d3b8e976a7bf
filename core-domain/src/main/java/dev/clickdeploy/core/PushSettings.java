package dev.clickdeploy.core;

import java.time.Duration;

/**
 * How pushes are looked for and remembered.
 *
 * @param sweepInterval how often branches are compared with what was pushed, so that a push whose
 *     webhook never came is found; zero for never
 * @param keepDeliveries how long what webhooks told is remembered
 */
public record PushSettings(Duration sweepInterval, Duration keepDeliveries) {
  /** Every five minutes, and for ninety days. */
  public static final PushSettings DEFAULT =
      new PushSettings(Duration.ofMinutes(5), Duration.ofDays(90));

  public PushSettings {
    if (sweepInterval.isNegative()) {
      throw new IllegalArgumentException("a sweep's interval is zero or longer");
    }
    if (!keepDeliveries.isPositive()) {
      throw new IllegalArgumentException("deliveries are kept for longer than no time");
    }
  }
}
