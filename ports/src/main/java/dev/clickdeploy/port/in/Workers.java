package dev.clickdeploy.port.in;

import java.time.Duration;

/** The workers of this process. */
public interface Workers {
  /** Begins to claim jobs. */
  void start();

  /**
   * Claims no more, waits for running jobs at most {@code grace}, then stops them and gives them
   * back. Returns when no thread is left.
   */
  void stop(Duration grace);

  /** How many jobs run here now. */
  int running();
}
