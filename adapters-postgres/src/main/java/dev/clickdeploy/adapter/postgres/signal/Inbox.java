package dev.clickdeploy.adapter.postgres.signal;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a listener from one thread of its own, whoever has news, so that nobody but the one who
 * closes waits for a listener.
 */
final class Inbox<L> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(15);

  private final L listener;
  private final BlockingQueue<Consumer<L>> calls = new LinkedBlockingQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  private Inbox(L listener) {
    this.listener = listener;
    this.thread =
        Thread.ofPlatform().daemon().name("clickdeploy-signals-inbox").unstarted(this::run);
  }

  static <L> Inbox<L> open(L listener) {
    Inbox<L> inbox = new Inbox<>(listener);
    inbox.thread.start();
    return inbox;
  }

  void tell(Consumer<L> call) {
    calls.add(call);
  }

  private void run() {
    while (!closed) {
      try {
        Consumer<L> call = calls.take();
        if (!closed) {
          call.accept(listener);
        }
      } catch (InterruptedException e) {
        LOG.debug("an interrupt does not end the listening", e);
      } catch (RuntimeException e) {
        // the listener's trouble must not end the listening
        LOG.warn("a listener to signals failed", e);
      }
    }
  }

  /** No call begins after this, and none goes on unless it is the caller's own. */
  @Override
  public void close() {
    closed = true;
    tell(to -> {});
    if (Thread.currentThread() != thread) {
      join();
    }
  }

  private void join() {
    try {
      if (!thread.join(LONGEST_CLOSE)) {
        LOG.warn("a listener to signals is still busy; its thread ends when it ends");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
