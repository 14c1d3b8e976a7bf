package dev.clickdeploy.adapter.git.ssh;

import java.time.Duration;

/**
 * Interrupts the thread that made it when it is not closed in time: MINA's own limits for the parts
 * of a login add up to minutes, and JGit gives no way to set them.
 */
final class Deadline implements AutoCloseable {
  private final Thread waiting = Thread.currentThread();
  private final Thread timer;
  private boolean closed;
  private boolean passed;

  Deadline(Duration after) {
    this.timer = Thread.ofVirtual().name("ssh-deadline").start(() -> wait(after));
  }

  private void wait(Duration after) {
    try {
      Thread.sleep(after);
    } catch (InterruptedException e) {
      return;
    }
    synchronized (this) {
      if (!closed) {
        passed = true;
        waiting.interrupt();
      }
    }
  }

  /** Whether the thread was interrupted because the time was up. */
  synchronized boolean hasPassed() {
    return passed;
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    timer.interrupt();
  }
}
