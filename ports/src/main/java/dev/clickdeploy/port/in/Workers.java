package dev.clickdeploy.port.in;

import java.time.Duration;

/** The workers of this process. */
public interface Workers {
  /** Begins to claim jobs. */
  void start();

  /**
   * Claims no more, waits for running jobs at most {@code soft}, then asks them to stop, gives them
   * back, and interrupts those that have not ended after {@code hard}. Heartbeats go on to the very
   * last. Returns when no thread is left.
   */
  void stop(Duration soft, Duration hard);

  /** How many jobs run here now. */
  int running();
}
