package dev.clickdeploy.core.job;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * The pool's own time, apart from the domain's clock.
 *
 * @param poll how long work may wait when its signal was lost
 * @param gather how long a free slot may wait for others to be claimed for with it
 * @param counting how often the queue is counted
 * @param tidying how often jobs that ended long ago are forgotten
 * @param nanoTime a clock that never jumps, in nanoseconds
 */
record Pace(
    Duration poll, Duration gather, Duration counting, Duration tidying, LongSupplier nanoTime) {
  static final Pace REAL =
      new Pace(
          Duration.ofSeconds(1),
          Duration.ofMillis(20),
          Duration.ofSeconds(15),
          Duration.ofHours(1),
          System::nanoTime);

  /** Up to a fifth earlier than the poll is due, so that processes do not poll in step. */
  Duration nextPoll() {
    long nanos = poll.toNanos();
    return Duration.ofNanos(nanos - ThreadLocalRandom.current().nextLong(nanos / 5 + 1));
  }
}
