package dev.clickdeploy.benchmarks.queue.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Enqueues at a fixed rate, however long an enqueue takes, and measures each job from the moment
 * that was meant for it until its handler's first line. So a stall counts for every job that it
 * delays (no coordinated omission).
 */
final class OpenLoop {
  private final QueueUnderTest queue;
  private final Payloads payloads;
  private final AtomicLongArray started;
  private final CountDownLatch allStarted;

  OpenLoop(QueueUnderTest queue, Payloads payloads, int jobs) {
    this.queue = queue;
    this.payloads = payloads;
    this.started = new AtomicLongArray(jobs);
    this.allStarted = new CountDownLatch(jobs);
  }

  /** The handler of the jobs. */
  void job(String payload) {
    long now = System.nanoTime();
    if (started.compareAndSet(Payloads.number(payload), 0, now)) {
      allStarted.countDown();
    }
  }

  /**
   * Sends everything and waits for it.
   *
   * @return each job's latency in microseconds, in the order of sending
   * @throws IllegalStateException when a job has not started within the patience
   */
  List<Long> run(int perSecond, Duration patience) throws InterruptedException {
    long gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long first = System.nanoTime() + gap;
    for (int i = 0; i < started.length(); i++) {
      sleepUntil(first + i * gap);
      send(i);
    }
    if (!allStarted.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException(
          allStarted.getCount() + " jobs have not started after " + patience);
    }
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < started.length(); i++) {
      micros.add((started.get(i) - (first + i * gap)) / 1000);
    }
    return micros;
  }

  private void send(int number) {
    Thread.startVirtualThread(
        () -> {
          try {
            queue.enqueue(payloads.of(number));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void sleepUntil(long moment) {
    for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
