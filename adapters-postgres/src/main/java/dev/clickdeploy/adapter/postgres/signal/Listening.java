package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.port.out.JobSignals;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that keeps one channel open, whatever happens to the connection below it. */
final class Listening implements JobSignals.Subscription, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  private static final Backoff RECONNECT =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(15);

  private final DataSource single;
  private final Heard heard;
  private final Duration checkEvery;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Connection current;
  private int failures;

  private Listening(DataSource single, JobSignals.Listener listener, Duration checkEvery) {
    this.single = single;
    this.heard = new Heard(listener, this::isClosed);
    this.checkEvery = checkEvery;
    this.thread = Thread.ofPlatform().daemon().name("clickdeploy-signals").unstarted(this);
  }

  static Listening start(DataSource single, JobSignals.Listener listener, Duration checkEvery) {
    Listening listening = new Listening(single, listener, checkEvery);
    listening.thread.start();
    return listening;
  }

  @Override
  public void run() {
    while (!isClosed()) {
      try (Connection connection = single.getConnection()) {
        listen(connection);
      } catch (SQLException | RuntimeException e) {
        lost(e);
      }
      pause();
    }
  }

  private void listen(Connection connection) throws SQLException {
    if (!adopt(connection)) {
      return;
    }
    try {
      Channel channel = Channel.open(connection);
      LOG.debug("channel={} listening", Notify.CHANNEL);
      failures = 0;
      // whatever was signalled before this moment was not heard
      heard.workAvailable();
      while (!isClosed()) {
        heard.all(channel.receive(checkEvery));
      }
    } finally {
      adopt(null);
      // a connection of a pool must not go back while it listens
      connection.abort(Runnable::run);
    }
  }

  /** False when the subscription was closed meanwhile. */
  private synchronized boolean adopt(@Nullable Connection connection) {
    current = connection;
    return !isClosed();
  }

  private void lost(Exception e) {
    if (!isClosed()) {
      failures++;
      LOG.warn(
          "channel={} lost, jobs wait for the next poll until it is back: {}",
          Notify.CHANNEL,
          e.getMessage());
      LOG.debug("channel={}", Notify.CHANNEL, e);
    }
  }

  private void pause() {
    long most = failures == 0 ? 0 : RECONNECT.after(failures).toMillis();
    long jittered = most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
    try {
      closed.await(jittered, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      closed.countDown(); // nobody but us interrupts this thread
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  @Override
  public void close() {
    closed.countDown();
    abort();
    if (Thread.currentThread() != thread) {
      join();
    }
  }

  /** The only way to end a read that blocks. */
  private synchronized void abort() {
    if (current != null) {
      try {
        current.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("channel={} was gone before it was closed", Notify.CHANNEL, e);
      }
    }
  }

  private void join() {
    try {
      if (!thread.join(LONGEST_CLOSE)) {
        LOG.warn("channel={} is still connecting; its thread ends when that ends", Notify.CHANNEL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
