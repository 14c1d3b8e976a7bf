package dev.clickdeploy.benchmarks.http.load;

import java.time.Duration;

/**
 * When requests are due.
 *
 * @param gap nanoseconds between two of them, 0 when each connection sends the next one as soon as
 *     it has its answer
 */
public record Pace(long gap, long nanos) {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  /** As many as the server answers, for so long: its rate, not its latency. */
  public static Pace closed(Duration time) {
    return new Pace(0, time.toNanos());
  }

  /**
   * So many in a second, however long answers take; each is measured from the moment at which it
   * was due, so that a stall counts for every request that it delays (no coordinated omission).
   */
  public static Pace open(int perSecond, Duration time) {
    return new Pace(SECOND / perSecond, time.toNanos());
  }

  /** When a request is due, in nanoseconds from the beginning; {@code now} when it is closed. */
  long due(long index, long now) {
    return gap == 0 ? now : index * gap;
  }

  boolean isOver(long index, long now) {
    return due(index, now) >= nanos;
  }
}
