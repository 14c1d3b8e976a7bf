package dev.clickdeploy.bootstrap.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What was opened, closed in reverse order, each part even when another refuses to close. */
final class Opened implements AutoCloseable {
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public synchronized void close() {
    @Nullable RuntimeException first = null;
    while (!parts.isEmpty()) {
      RuntimeException failed = closed(parts.pop());
      if (first == null) {
        first = failed;
      } else if (failed != null) {
        first.addSuppressed(failed);
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Closes after a failure, which stays the one that is told. */
  void closeAfter(Throwable cause) {
    try {
      close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private static @Nullable RuntimeException closed(AutoCloseable part) {
    try {
      part.close();
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IllegalStateException("interrupted while closing", e);
    } catch (RuntimeException e) {
      return e;
    } catch (Exception e) {
      return new IllegalStateException("closing failed: " + e.getMessage(), e);
    }
  }
}
