package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** The channel on one connection. */
final class Channel {
  private final Connection connection;
  private final String name;
  private final PGConnection notifications;

  private Channel(Connection connection, String name) throws SQLException {
    this.connection = connection;
    this.name = name;
    this.notifications = connection.unwrap(PGConnection.class);
  }

  /**
   * Listens on a connection.
   *
   * @param answerWithin a half-open connection never answers; without a limit the check would wait
   *     for ever
   */
  static Channel open(Connection connection, String name, Duration answerWithin)
      throws SQLException {
    connection.setAutoCommit(true);
    connection.setNetworkTimeout(Runnable::run, Math.toIntExact(answerWithin.toMillis()));
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN " + name);
    }
    Channel channel = new Channel(connection, name);
    channel.check();
    return channel;
  }

  /**
   * The payloads of what arrived, none when nothing did within this time; then the connection was
   * checked.
   *
   * @throws SQLException when it is broken or listens no longer
   */
  List<String> receive(Duration within) throws SQLException {
    PGNotification @Nullable [] arrived =
        notifications.getNotifications(Math.toIntExact(Math.max(1, within.toMillis())));
    if (arrived == null || arrived.length == 0) {
      check();
      return List.of();
    }
    return Stream.of(arrived).map(PGNotification::getParameter).toList();
  }

  private void check() throws SQLException {
    boolean listens =
        Sql.of("SELECT FROM pg_listening_channels() AS name WHERE name = ?")
            .text(name)
            .any(connection);
    if (!listens) {
      throw new SQLNonTransientConnectionException(
          "the session does not listen any more; is there a transaction pooler in between?");
    }
  }
}
