package dev.clickdeploy.core.job;

import dev.clickdeploy.port.out.EventSink;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Repeats a step in a thread of its own until it is stopped. A step that throws is told as trouble
 * and tried again, less and less often. The thread is a platform thread, so that work that pins
 * carriers of virtual threads never delays it.
 */
final class Loop {
  /** One round; answers how long to wait for the next. */
  @FunctionalInterface
  interface Step {
    Duration run();
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Step step;
  private final Outage outage;
  private final Thread thread;
  private boolean woken;
  private long wakeAt;
  private boolean stopped;

  Loop(String name, Step step, Duration firstRetry, Duration lastRetry, EventSink events) {
    this.step = step;
    this.outage = new Outage(name, firstRetry, lastRetry, events);
    this.thread = Thread.ofPlatform().daemon().name("click-deploy-" + name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The next round begins at once, unless the last one failed. */
  void wake() {
    wakeWithin(Duration.ZERO);
  }

  /** The next round begins at the latest after this time, unless the last one failed. */
  void wakeWithin(Duration most) {
    long at = System.nanoTime() + most.toNanos();
    lock.lock();
    try {
      if (!woken || at - wakeAt < 0) {
        woken = true;
        wakeAt = at;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** No further round begins; returns when the thread has ended. */
  void stop() {
    lock.lock();
    try {
      stopped = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    Patience.join(thread);
  }

  private void run() {
    boolean goOn = true;
    while (goOn) {
      goOn = round();
    }
  }

  private boolean round() {
    try {
      Duration pause = step.run();
      outage.over();
      return pause(pause, true);
    } catch (RuntimeException | Error e) {
      return pause(outage.goesOn(e), false);
    }
  }

  /** False when the loop was stopped. */
  private boolean pause(Duration most, boolean wakeable) {
    long end = System.nanoTime() + most.toNanos();
    lock.lock();
    try {
      long left = left(end, wakeable);
      while (!stopped && left > 0) {
        changed.awaitNanos(left);
        left = left(end, wakeable);
      }
      woken = false;
      return !stopped;
    } catch (InterruptedException e) {
      // nobody may interrupt this thread; whoever did shall not end it
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  private long left(long end, boolean wakeable) {
    long now = System.nanoTime();
    long left = end - now;
    return wakeable && woken ? Math.min(left, wakeAt - now) : left;
  }
}
