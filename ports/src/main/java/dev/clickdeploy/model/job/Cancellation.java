package dev.clickdeploy.model.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Asks a piece of running work to stop, once. Thread-safe; whoever works either polls it or
 * registers what ends its blocking call.
 */
public final class Cancellation {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean cancelled;

  /**
   * Asks to stop and runs every registered action in the caller's thread; the first exception of an
   * action is thrown when all have run. Further calls do nothing.
   */
  public void cancel() {
    List<Runnable> toRun;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      toRun = List.copyOf(actions);
      actions.clear();
    }
    runAll(toRun);
  }

  /** One that fails must not keep the others from stopping their work. */
  private static void runAll(List<Runnable> toRun) {
    RuntimeException first = null;
    for (Runnable action : toRun) {
      try {
        action.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Whether the work was asked to stop. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /**
   * Ends the work here when it was asked to stop.
   *
   * @throws CancellationException when it was
   */
  public void throwIfCancelled() {
    if (isCancelled()) {
      throw new CancellationException("cancelled");
    }
  }

  /**
   * Runs the action on {@link #cancel}, at once when that has happened. Close the answer to take it
   * back.
   */
  public Registration onCancel(Runnable action) {
    synchronized (this) {
      if (!cancelled) {
        // of its own identity, so that an equal one is not taken back in its place
        Runnable registered = action::run;
        actions.add(registered);
        return () -> remove(registered);
      }
    }
    action.run();
    return () -> {};
  }

  private synchronized void remove(Runnable action) {
    actions.remove(action);
  }

  /** A registered action. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
