package dev.clickdeploy.adapter.postgres.signal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that is being opened, which can take for ever: whoever accepts it may never answer.
 * It is done in a virtual thread, where an interrupt ends a read that blocks.
 */
final class Connecting {
  private static final Logger LOG = LoggerFactory.getLogger(Connecting.class);

  private final DataSource source;
  private final CompletableFuture<Connection> opened = new CompletableFuture<>();
  private final Thread thread;

  Connecting(DataSource source) {
    this.source = source;
    this.thread = Thread.ofVirtual().name("clickdeploy-connecting").start(this::open);
  }

  private void open() {
    try {
      Connection connection = source.getConnection();
      if (!opened.complete(connection)) {
        connection.abort(Runnable::run);
      }
    } catch (SQLException | RuntimeException e) {
      if (!opened.completeExceptionally(e)) {
        LOG.debug("gave up connecting", e);
      }
    }
  }

  /**
   * The connection.
   *
   * @throws SQLException when there is none within this time, or {@link #abandon} was called
   */
  Connection await(Duration within) throws SQLException {
    try {
      return opened.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
    } catch (TimeoutException e) {
      abandon();
      throw new SQLTransientConnectionException(
          "the server accepted no connection within %d s".formatted(within.toSeconds()), e);
    } catch (CancellationException e) {
      throw new SQLTransientConnectionException("connecting was given up", e);
    } catch (InterruptedException e) {
      abandon();
      Thread.currentThread().interrupt();
      throw new SQLTransientConnectionException("connecting was interrupted", e);
    }
  }

  /** Gives up; what was opened meanwhile is closed. */
  void abandon() {
    opened.cancel(true);
    thread.interrupt();
  }
}
