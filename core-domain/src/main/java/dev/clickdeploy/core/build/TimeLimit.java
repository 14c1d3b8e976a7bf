package dev.clickdeploy.core.build;

import dev.clickdeploy.core.job.Interruptible;
import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.Cancellation;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Cancels an attempt when it is asked to stop or takes too long, whatever it is busy with. */
final class TimeLimit implements AutoCloseable {
  private static final Duration LEAST = Duration.ofMillis(1);

  private final Cancellation cancellation = new Cancellation();
  private final Duration limit;
  private final long begun = System.nanoTime();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Cancellation.Registration outer;
  private final ExecutorService watch =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual().name("click-deploy-time-limit").factory());
  private volatile boolean exceeded;

  private TimeLimit(Duration limit, Cancellation outer) {
    this.limit = limit;
    this.outer = outer.onCancel(cancellation::cancel);
  }

  /** Counts from now on. */
  static TimeLimit start(Duration limit, Cancellation outer) {
    TimeLimit started = new TimeLimit(limit, outer);
    started.watch.execute(started::await);
    return started;
  }

  private void await() {
    try {
      if (!closed.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
        exceeded = true;
        cancellation.cancel();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Is cancelled by the limit and by whoever stops the work. */
  Cancellation cancellation() {
    return cancellation;
  }

  /** How long it may go on, always positive. */
  Duration left() {
    Duration left = limit.minusNanos(System.nanoTime() - begun);
    return left.compareTo(LEAST) < 0 ? LEAST : left;
  }

  /** A call to the registry, which ends when the attempt is over. */
  <T> T call(Supplier<T> call) {
    return Interruptible.call(cancellation, () -> true, call);
  }

  /** The same for what is nearly done: it may end when the worker only hands its work back. */
  <T> T lastCall(Work work, Supplier<T> call) {
    return Interruptible.call(cancellation, () -> exceeded || !Course.isWanted(work), call);
  }

  boolean isExceeded() {
    return exceeded;
  }

  Failure failure() {
    return Failure.of(
        FailureClass.TIMEOUT,
        "the build took longer than the limit of " + Wording.of(limit),
        "make it faster, or raise the limit for builds");
  }

  @Override
  public void close() {
    closed.countDown();
    outer.close();
    watch.close();
  }
}
