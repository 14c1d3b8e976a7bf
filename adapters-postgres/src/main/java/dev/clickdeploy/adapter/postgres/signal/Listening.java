package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.job.Backoff;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that keeps one channel open, whatever happens to the connection below it. */
final class Listening implements AutoCloseable, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  private static final Backoff RECONNECT =
      new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10));
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(15);
  private static final String NOT_COMING =
      "signals do not come through, so that %s wait for the next poll; is there a transaction"
          + " pooler in between? Give signals connections to the server itself";

  private final DataSource single;
  private final Database database;
  private final Topic topic;
  private final Ear heard;
  private final Timing timing;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Connecting connecting;
  private @Nullable Connection current;
  private int failures;

  private Listening(DataSource single, Database database, Topic topic, Ear heard, Timing timing) {
    this.single = single;
    this.database = database;
    this.topic = topic;
    this.heard = heard;
    this.timing = timing;
    this.thread = Thread.ofPlatform().daemon().name("clickdeploy-signals").unstarted(this);
  }

  /**
   * How long things may take.
   *
   * @param check how long nothing is heard before the connection is checked
   * @param answer how long the server may take to answer or to accept a connection
   * @param test how long a signal to oneself may take
   * @param testAgain after how long a test that failed is tried again
   */
  record Timing(Duration check, Duration answer, Duration test, Duration testAgain) {
    static final Timing USUAL =
        new Timing(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30));
  }

  /**
   * What is listened to.
   *
   * @param waiting what waits for the next poll when nothing is heard, for people
   */
  record Topic(String channel, String waiting) {
    static final Topic JOBS = new Topic(Notify.CHANNEL, "jobs");
    static final Topic LOGS = new Topic(Notify.LOG_CHANNEL, "log lines");
  }

  /**
   * Begins to listen.
   *
   * @param heard hears what comes
   */
  static Listening start(
      DataSource single, Database database, Topic topic, Ear heard, Timing timing) {
    Listening listening = new Listening(single, database, topic, heard, timing);
    listening.thread.start();
    return listening;
  }

  @Override
  public void run() {
    while (!isClosed()) {
      try (Connection connection = connect()) {
        listen(connection);
      } catch (SQLException | RuntimeException e) {
        lost(e);
      }
      pause();
    }
  }

  private Connection connect() throws SQLException {
    Connecting begun = new Connecting(single);
    synchronized (this) {
      connecting = begun;
      if (isClosed()) {
        begun.abandon();
      }
    }
    return begun.await(timing.answer());
  }

  private void listen(Connection connection) throws SQLException {
    if (!adopt(connection)) {
      return;
    }
    try {
      Channel channel = Channel.open(connection, topic.channel(), timing.answer());
      LOG.debug("channel={} listening", topic.channel());
      heard.begun();
      SelfTest test = new SelfTest(database, topic.channel(), timing.test(), timing.testAgain());
      while (!isClosed()) {
        listen(channel, test);
      }
    } finally {
      heard.ended();
      adopt(null);
      // a connection of a pool must not go back while it listens
      connection.abort(Runnable::run);
    }
  }

  private void listen(Channel channel, SelfTest test) throws SQLException {
    List<String> payloads = channel.receive(test.patience(timing.check()));
    if (test.passes(payloads)) {
      failures = 0;
      heard.restored();
    }
    heard.all(payloads);
    if (test.fails()) {
      String why = NOT_COMING.formatted(topic.waiting());
      LOG.warn("channel={} {}", topic.channel(), why);
      heard.interrupted(why);
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
      if (failures == 1) {
        LOG.warn(
            "channel={} lost, {} wait for the next poll until it is back: {}",
            topic.channel(),
            topic.waiting(),
            e.getMessage());
      }
      LOG.debug("channel={}", topic.channel(), e);
      heard.interrupted(
          "signals are lost, so that %s wait for the next poll: %s"
              .formatted(topic.waiting(), e.getMessage()));
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
    join();
  }

  /** The only way to end a read that blocks. */
  private synchronized void abort() {
    if (connecting != null) {
      connecting.abandon();
    }
    if (current != null) {
      try {
        current.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("channel={} was gone before it was closed", topic.channel(), e);
      }
    }
  }

  private void join() {
    try {
      if (!thread.join(LONGEST_CLOSE)) {
        LOG.warn("channel={} is still busy; its thread ends when that ends", topic.channel());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
