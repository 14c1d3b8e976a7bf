package dev.clickdeploy.model.image;

import java.time.Duration;
import java.time.Instant;

/**
 * Which images of a service stay in the registry beside its current one.
 *
 * @param newest how many, 1 to 10,000: as far back one can return; an image counts once, by the
 *     newest deployment that has it
 * @param atLeast how long each stays after the end of that deployment, however many newer ones
 *     there are; zero or longer
 */
public record KeptImages(int newest, Duration atLeast) {
  /** Most that may be told apart from all. */
  public static final int MOST = 10_000;

  public KeptImages {
    if (newest < 1 || newest > MOST) {
      throw new IllegalArgumentException("1 to %d images are kept, not %d".formatted(MOST, newest));
    }
    if (atLeast.isNegative()) {
      throw new IllegalArgumentException("images are kept for no time or longer");
    }
  }

  /** Images whose newest deployment has ended since are kept. */
  public Instant since(Instant now) {
    return now.minus(atLeast);
  }
}
