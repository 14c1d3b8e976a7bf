package dev.clickdeploy.core.job;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits for threads to end although the waiting thread is interrupted; the interrupt is kept. */
final class Patience {
  private Patience() {}

  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for every task, and interrupts those that still run after a while. */
  static void end(ExecutorService tasks, Duration beforeInterrupt) {
    tasks.shutdown();
    boolean interrupted = false;
    try {
      if (!tasks.awaitTermination(beforeInterrupt.toMillis(), TimeUnit.MILLISECONDS)) {
        tasks.shutdownNow();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      tasks.shutdownNow();
    }
    tasks.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
