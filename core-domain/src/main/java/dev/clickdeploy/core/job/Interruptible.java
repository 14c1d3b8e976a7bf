package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Cancellation;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A call that heeds an interrupt of its thread, and gets one as soon as nobody wants its answer any
 * more. Calls of a database are none: an interrupt would break their connection.
 */
public final class Interruptible {
  private final Thread thread = Thread.currentThread();
  private final BooleanSupplier unwanted;
  private boolean interrupted;
  private boolean over;

  private Interruptible(BooleanSupplier unwanted) {
    this.unwanted = unwanted;
  }

  /**
   * The call's answer, also when it came in spite of the interrupt.
   *
   * @param unwanted whether the cancellation means this call too
   * @throws CancellationException when the interrupt ended it
   */
  public static <T> T call(
      Cancellation cancellation, BooleanSupplier unwanted, Supplier<T> wanted) {
    Interruptible call = new Interruptible(unwanted);
    try (Cancellation.Registration registered = cancellation.onCancel(call::interrupt)) {
      return wanted.get();
    } catch (RuntimeException e) {
      if (call.end()) {
        cancellation.throwIfCancelled();
      }
      throw e;
    } finally {
      call.end();
    }
  }

  private synchronized void interrupt() {
    if (!over && unwanted.getAsBoolean()) {
      interrupted = true;
      thread.interrupt();
    }
  }

  /** From here on the thread does something else; an interrupt that came belonged to the call. */
  private synchronized boolean end() {
    over = true;
    if (interrupted) {
      Thread.interrupted();
    }
    return interrupted;
  }
}
