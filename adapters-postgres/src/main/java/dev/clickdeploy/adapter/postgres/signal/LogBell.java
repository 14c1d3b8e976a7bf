package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.DeploymentId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes followers of logs, at most once in twenty milliseconds for all deployments together: every
 * NOTIFY takes a lock that all committing transactions of the server share. Nobody who writes waits
 * for it. The first of a burst is signalled at once, and one more signal follows the last.
 */
public final class LogBell {
  private static final Logger LOG = LoggerFactory.getLogger(LogBell.class);
  private static final long APART = Duration.ofMillis(20).toNanos();

  /** A signal that a crash of the server loses is no loss, so its commit waits for no disk. */
  private static final String SIGNAL =
      """
      SELECT pg_notify(?, payload), set_config('synchronous_commit', 'off', true)
      FROM unnest(?::text[]) AS payload
      """;

  private final Database database;
  private final Set<String> payloads = new LinkedHashSet<>();
  private boolean sending;
  private long next = System.nanoTime();

  /** Signals on this database. */
  public LogBell(Database database) {
    this.database = database;
  }

  /** A log has grown, and it is committed. */
  public void grew(DeploymentId deployment) {
    ring(HeardLogs.GREW + deployment);
  }

  /** A deployment has ended, and it is committed. */
  public void ended(DeploymentId deployment) {
    ring(HeardLogs.ENDED + deployment);
  }

  private synchronized void ring(String payload) {
    payloads.add(payload);
    if (!sending) {
      sending = true;
      Thread.ofVirtual().name("clickdeploy-log-bell").start(this::send);
    }
  }

  private void send() {
    for (List<String> due = awaitTurn(); !due.isEmpty(); due = awaitTurn()) {
      send(due);
    }
  }

  private void send(List<String> due) {
    try {
      Sql signal = Sql.of(SIGNAL).text(Notify.LOG_CHANNEL).texts(due);
      database.run("waking followers of logs", signal::any);
    } catch (RuntimeException e) {
      LOG.debug(
          "channel={} followers were not woken and wait for their next poll",
          Notify.LOG_CHANNEL,
          e);
    }
  }

  /** Empty when there is nothing to send; whoever rings after that starts anew. */
  private List<String> awaitTurn() {
    long wait = untilNext();
    while (wait > 0) {
      LockSupport.parkNanos(wait);
      wait = untilNext();
    }
    synchronized (this) {
      List<String> due = List.copyOf(payloads);
      payloads.clear();
      sending = !due.isEmpty();
      next = System.nanoTime() + APART;
      return due;
    }
  }

  private synchronized long untilNext() {
    return next - System.nanoTime();
  }
}
