package dev.clickdeploy.adapter.http;

/**
 * How many requests each token has: some at once, and so many a second in the long run.
 *
 * @param perSecond 1 to 1,000,000; 0 for no limit at all
 * @param burst how many at once, at least {@code perSecond}
 */
public record RateLimit(int perSecond, int burst) {
  /** No limit. */
  public static final RateLimit NONE = new RateLimit(0, 0);

  /** 50 a second, 200 at once. */
  public static final RateLimit DEFAULT = RateLimit.of(50);

  private static final int MOST = 1_000_000;
  private static final int SECONDS_AT_ONCE = 4;

  public RateLimit {
    if (perSecond < 0 || perSecond > MOST || burst < perSecond || burst > SECONDS_AT_ONCE * MOST) {
      throw new IllegalArgumentException(
          "a rate limit has 0 to %d requests a second and at least as many at once"
              .formatted(MOST));
    }
  }

  /** So many a second, and those of four seconds at once; 0 for no limit. */
  public static RateLimit of(int perSecond) {
    return new RateLimit(perSecond, Math.multiplyExact(perSecond, SECONDS_AT_ONCE));
  }

  boolean isNone() {
    return perSecond == 0;
  }
}
