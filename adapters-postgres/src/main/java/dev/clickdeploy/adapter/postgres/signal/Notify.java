package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.JobId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Says on the channel what happened; PostgreSQL delivers it when the transaction commits. */
public final class Notify {
  /** Channels belong to a database; the name keeps ours apart from an embedder's. */
  static final String CHANNEL = "clickdeploy_jobs";

  /** What followers of logs listen to, apart from workers. */
  static final String LOG_CHANNEL = "clickdeploy_logs";

  static final String WORK = "work";
  static final String CANCEL = "cancel ";

  /** What follows is one subscription's own. */
  static final String TEST = "test ";

  /** An SQL expression that signals a job that may be due. */
  public static final String WORK_AVAILABLE = "pg_notify('" + CHANNEL + "', '" + WORK + "')";

  private Notify() {}

  /** A job may be due. */
  public static void workAvailable(Connection connection) throws SQLException {
    send(connection, List.of(WORK));
  }

  /** A processed job was asked to cancel. */
  public static void cancelRequested(Connection connection, JobId job) throws SQLException {
    send(connection, List.of(CANCEL + job));
  }

  /** Jobs are on the queue where claims may have passed already. */
  public static void back(Connection connection, Collection<Back> backs) throws SQLException {
    send(connection, backs.stream().map(Back::payload).toList());
  }

  static void send(Connection connection, Collection<String> payloads) throws SQLException {
    send(connection, CHANNEL, payloads);
  }

  static void send(Connection connection, String channel, Collection<String> payloads)
      throws SQLException {
    Sql.of("SELECT pg_notify(?, payload) FROM unnest(?::text[]) AS payload")
        .text(channel)
        .texts(payloads)
        .any(connection);
  }
}
