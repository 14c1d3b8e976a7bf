package dev.clickdeploy.benchmarks.queue.driver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts handled jobs and remembers when the wanted number was reached. */
final class Handled {
  private final AtomicInteger count = new AtomicInteger();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final int wanted;
  private final long began = System.nanoTime();
  private volatile long ended;

  Handled(int wanted) {
    this.wanted = wanted;
  }

  /** The handler of every job that is only counted. */
  void job() {
    if (count.incrementAndGet() == wanted) {
      ended = System.nanoTime();
      reached.countDown();
    }
  }

  int count() {
    return count.get();
  }

  /**
   * Waits until the wanted number is reached, at most so long.
   *
   * @return how many were handled at the end of each second
   */
  List<Integer> await(Duration most) throws InterruptedException {
    List<Integer> seconds = new ArrayList<>();
    for (int second = 1; second <= most.toSeconds(); second++) {
      long left = began + Duration.ofSeconds(second).toNanos() - System.nanoTime();
      if (reached.await(left, TimeUnit.NANOSECONDS)) {
        break;
      }
      seconds.add(count.get());
    }
    return seconds;
  }

  /** From the beginning until the wanted number was reached, or until now. */
  long nanos() {
    return (reached.getCount() == 0 ? ended : System.nanoTime()) - began;
  }
}
