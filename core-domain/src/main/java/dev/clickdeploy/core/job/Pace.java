package dev.clickdeploy.core.job;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The pool's own time, apart from the domain's clock.
 *
 * @param poll how long work may wait when its signal was lost
 * @param beforeInterrupt how long a stop waits for handlers that were asked to stop, before it
 *     interrupts them
 * @param nanoTime a clock that never jumps, in nanoseconds
 */
record Pace(Duration poll, Duration beforeInterrupt, LongSupplier nanoTime) {
  static final Pace REAL =
      new Pace(Duration.ofSeconds(1), Duration.ofSeconds(10), System::nanoTime);
}
