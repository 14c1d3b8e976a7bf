package dev.clickdeploy.adapter.buildkit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The builds of one client, so that its end is theirs and comes after them. */
final class RunningBuilds implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 10;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Set<Build> running = new HashSet<>();
  private boolean closed;

  /**
   * Refuses what comes too late.
   *
   * @throws IllegalStateException when the client was closed
   */
  void requireOpen() {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("this BuildKit client is closed");
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Counts a build in.
   *
   * @throws IllegalStateException when the client was closed
   */
  void begin(Build build) {
    lock.lock();
    try {
      requireOpen();
      running.add(build);
    } finally {
      lock.unlock();
    }
  }

  void end(Build build) {
    lock.lock();
    try {
      running.remove(build);
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Stops every build and waits some seconds until they have ended. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      List.copyOf(running).forEach(Build::close);
      long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!running.isEmpty() && left > 0) {
        left = ended.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}
