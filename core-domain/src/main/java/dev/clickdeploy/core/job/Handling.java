package dev.clickdeploy.core.job;

import java.util.Objects;

/**
 * How jobs of one kind are handled in this process.
 *
 * @param slots how many run at once, 0 to 10,000; 0 leaves them to other processes
 */
public record Handling(JobHandler handler, int slots) {
  private static final int MOST = 10_000;

  public Handling {
    Objects.requireNonNull(handler, "handler");
    if (slots < 0 || slots > MOST) {
      throw new IllegalArgumentException("slots must be 0 to %d, not %d".formatted(MOST, slots));
    }
  }
}
