package dev.clickdeploy.adapter.buildkit.transport;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads and knows them until they have ended, which executors tell a little too early. */
final class OwnThreads {
  private final Set<Thread> alive = ConcurrentHashMap.newKeySet();

  ThreadFactory named(String name) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      alive.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
      Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      alive.add(thread);
      return thread;
    };
  }

  /** Waits for every thread, for each at most so long. */
  void join(Duration most) throws InterruptedException {
    for (Thread thread : alive) {
      thread.join(most);
    }
  }
}
