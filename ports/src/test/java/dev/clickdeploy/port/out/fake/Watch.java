package dev.clickdeploy.port.out.fake;

import java.util.concurrent.CountDownLatch;

/** Opens one latch as soon as another one opens, until closed. */
final class Watch implements AutoCloseable {
  private final Thread thread;

  private Watch(CountDownLatch from, CountDownLatch to) {
    thread = Thread.ofVirtual().name("fake-builder").start(() -> pass(from, to));
  }

  static Watch of(CountDownLatch from, CountDownLatch to) {
    return new Watch(from, to);
  }

  private static void pass(CountDownLatch from, CountDownLatch to) {
    try {
      from.await();
      to.countDown();
    } catch (InterruptedException e) {
      // closed before it opened
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
