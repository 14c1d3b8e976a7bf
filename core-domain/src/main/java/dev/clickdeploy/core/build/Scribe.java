package dev.clickdeploy.core.build;

import dev.clickdeploy.port.out.EventSink;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Flushes a journal a few times per second, however silent or talkative the build is. */
final class Scribe implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Journal journal;
  private final EventSink events;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService thread =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("click-deploy-scribe").factory());
  private boolean troubled;

  private Scribe(Journal journal, EventSink events) {
    this.journal = journal;
    this.events = events;
  }

  static Scribe start(Journal journal, EventSink events) {
    Scribe scribe = new Scribe(journal, events);
    scribe.thread.execute(scribe::run);
    return scribe;
  }

  private void run() {
    try {
      while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS) && flushed()) {
        // until closed or lost
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when there is no point in going on. */
  private boolean flushed() {
    try {
      journal.flush();
      troubled = false;
      return true;
    } catch (ClaimLostException e) {
      return false;
    } catch (RuntimeException e) {
      if (!troubled) {
        troubled = true;
        events.on(
            new EventSink.Event.Trouble(
                "the log of deployment %s cannot be written at present"
                    .formatted(journal.deployment().id()),
                e));
      }
      return true;
    }
  }

  /** Flushes no more; returns when its thread has ended. */
  @Override
  public void close() {
    closed.countDown();
    thread.close();
  }
}
