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
   * Asks to stop and runs every registered action in the caller's thread. Further calls do nothing.
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
    toRun.forEach(Runnable::run);
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
        actions.add(action);
        return () -> remove(action);
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
