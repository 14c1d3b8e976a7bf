package dev.clickdeploy.core.job;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What gathers while one thread is busy with what had gathered before. */
final class Gathering<T> {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition some = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<T> waiting = new ArrayDeque<>();
  private final int most;
  private boolean closed;

  /** Of at most so many. */
  Gathering(int most) {
    this.most = most;
  }

  /** Waits until there is room; an interrupt does not end the wait and is kept. */
  void add(T one) {
    lock.lock();
    try {
      while (waiting.size() >= most) {
        room.awaitUninterruptibly();
      }
      waiting.add(one);
      some.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there are some; empty when there will be no more. */
  List<T> take(int atMost) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        some.awaitUninterruptibly();
      }
      List<T> taken = new ArrayList<>(Math.min(atMost, waiting.size()));
      while (taken.size() < atMost && !waiting.isEmpty()) {
        taken.add(waiting.remove());
      }
      room.signalAll();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is added any more; what is there can still be taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      some.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
