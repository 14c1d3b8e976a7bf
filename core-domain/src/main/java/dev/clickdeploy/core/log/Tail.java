package dev.clickdeploy.core.log;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.StoredLogLine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The end of one deployment's log, read by one thread for all who follow it. It begins where the
 * first of them has caught up with the store.
 */
final class Tail {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final TailReader reader;
  private @Nullable Window window;
  private @Nullable DeploymentStatus ended;
  private boolean closed;

  /**
   * A tail that reads nothing yet.
   *
   * @param poll how long it may hear nothing before it looks by itself
   */
  Tail(DeploymentId deployment, Pages pages, Supplier<Duration> poll) {
    this.reader = new TailReader(deployment, pages, poll, this);
  }

  /** What a follower finds here. */
  sealed interface Found {
    record Lines(List<StoredLogLine> lines) implements Found {}

    record Nothing() implements Found {}

    /** Lines are missing between what it has seen and what is here; the store has them. */
    record Gap(long start) implements Found {}

    record Ended(DeploymentStatus status) implements Found {}

    record Closed() implements Found {}
  }

  /** Wakes it when there is something to read. */
  TailReader reader() {
    return reader;
  }

  /** Whether every line after this number is or will be here. */
  boolean covers(long after) {
    lock.lock();
    try {
      return window != null && window.covers(after);
    } finally {
      lock.unlock();
    }
  }

  /** Whether a follower has caught up with the store already. */
  boolean hasBegun() {
    return covers(Long.MAX_VALUE);
  }

  /** A follower has read the store up to its end; its last page goes to those who come next. */
  void begin(long before, List<StoredLogLine> page) {
    lock.lock();
    try {
      if (window == null && !closed) {
        window = new Window(before);
        window.add(page);
        reader.start(window.end());
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * What there is after this number, waiting for it.
   *
   * @param gone whether the follower has been closed; see {@link #stir}
   */
  Found await(long after, long nanos, BooleanSupplier gone) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      Found found = look(after, gone);
      while (found instanceof Found.Nothing && left > 0) {
        left = news.awaitNanos(left);
        found = look(after, gone);
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private Found look(long after, BooleanSupplier gone) {
    if (closed || gone.getAsBoolean()) {
      return new Found.Closed();
    }
    if (window == null || !window.covers(after)) {
      return new Found.Gap(window == null ? 0 : window.start());
    }
    List<StoredLogLine> lines = window.after(after, Pages.SIZE);
    if (!lines.isEmpty()) {
      return new Found.Lines(lines);
    }
    return ended == null ? new Found.Nothing() : new Found.Ended(ended);
  }

  /** The lines that come next in the log. */
  void add(List<StoredLogLine> more) {
    tell(
        () -> {
          if (window != null) {
            window.add(more);
          }
        });
  }

  /** No more lines will come. */
  void end(DeploymentStatus status) {
    tell(() -> ended = status);
  }

  /** Has everybody who waits look again. */
  void stir() {
    tell(() -> {});
  }

  /** Ends it for everybody; its reader ends soon. */
  void close() {
    tell(() -> closed = true);
    reader.close();
  }

  private void tell(Runnable what) {
    lock.lock();
    try {
      what.run();
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
