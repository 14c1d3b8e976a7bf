package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.port.out.JobSignals;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a listener from one thread of its own, whoever has news, so that nobody but the one who
 * closes waits for a listener. Calls to work that the listener has not begun with are one.
 */
final class Inbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(15);

  private final JobSignals.Listener listener;
  private final BlockingQueue<Consumer<JobSignals.Listener>> calls = new LinkedBlockingQueue<>();
  private final AtomicBoolean work = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean closed;

  private Inbox(JobSignals.Listener listener) {
    this.listener = listener;
    this.thread =
        Thread.ofPlatform().daemon().name("clickdeploy-signals-inbox").unstarted(this::run);
  }

  static Inbox open(JobSignals.Listener listener) {
    Inbox inbox = new Inbox(listener);
    inbox.thread.start();
    return inbox;
  }

  void workAvailable() {
    if (work.compareAndSet(false, true)) {
      tell(this::work);
    }
  }

  private void work(JobSignals.Listener to) {
    work.set(false);
    to.workAvailable();
  }

  void tell(Consumer<JobSignals.Listener> call) {
    calls.add(call);
  }

  private void run() {
    while (!closed) {
      try {
        Consumer<JobSignals.Listener> call = calls.take();
        if (!closed) {
          call.accept(listener);
        }
      } catch (InterruptedException e) {
        LOG.debug("channel={} an interrupt does not end the listening", Notify.CHANNEL, e);
      } catch (RuntimeException e) {
        // the listener's trouble must not end the listening
        LOG.warn("channel={} a listener failed", Notify.CHANNEL, e);
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
        LOG.warn(
            "channel={} a listener is still busy; its thread ends when it ends", Notify.CHANNEL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
