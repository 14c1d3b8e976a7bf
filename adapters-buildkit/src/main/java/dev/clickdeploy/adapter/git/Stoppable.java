package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.SourceTree;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/**
 * Blocking work that a cancellation ends. It runs in a virtual thread of its own, because an
 * interrupt closes the socket that a virtual thread reads from and leaves a platform thread
 * waiting. The caller waits until the thread has ended, so that it has cleaned up.
 */
final class Stoppable {
  private static final long LOOK_AGAIN_MILLIS = 50;

  private Stoppable() {}

  /**
   * Does the work, or throws what it has thrown. A result that nobody takes any more is closed.
   *
   * @throws CancellationException when cancelled, or when the calling thread is interrupted
   */
  static <T> T run(Cancellation cancellation, Callable<T> work) {
    cancellation.throwIfCancelled();
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = Thread.ofVirtual().name("git-fetch").start(task);
    boolean interrupted;
    try (Cancellation.Registration stop = cancellation.onCancel(thread::interrupt)) {
      interrupted = joined(thread);
    }
    if (interrupted || cancellation.isCancelled()) {
      closeUnwanted(task);
      throw new CancellationException(interrupted ? "interrupted" : "cancelled");
    }
    return result(task);
  }

  /** Waits for the end; an interrupt of the caller stops the work and is kept. */
  private static boolean joined(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return interrupted;
  }

  private static void closeUnwanted(FutureTask<?> task) {
    if (task.state() == Future.State.SUCCESS && task.resultNow() instanceof SourceTree tree) {
      tree.close();
    }
  }

  private static <T> T result(FutureTask<T> task) {
    if (task.state() != Future.State.FAILED) {
      return task.resultNow();
    }
    Throwable thrown = task.exceptionNow();
    if (thrown instanceof Error error) {
      throw error;
    }
    throw thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
  }

  /** Waits for a lock as long as nobody cancels. */
  static void lock(Lock lock, Cancellation cancellation) {
    try {
      while (!lock.tryLock(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        cancellation.throwIfCancelled();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }
}
