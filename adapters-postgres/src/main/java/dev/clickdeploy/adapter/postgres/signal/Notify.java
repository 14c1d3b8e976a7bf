package dev.clickdeploy.adapter.postgres.signal;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.JobId;
import java.sql.Connection;
import java.sql.SQLException;

/** Says on the channel what happened; PostgreSQL delivers it when the transaction commits. */
public final class Notify {
  /** Channels belong to a database; the name keeps ours apart from an embedder's. */
  static final String CHANNEL = "clickdeploy_jobs";

  static final String WORK = "work";
  static final String CANCEL = "cancel ";

  /** An SQL expression that signals a job that may be due. */
  public static final String WORK_AVAILABLE = "pg_notify('" + CHANNEL + "', '" + WORK + "')";

  private Notify() {}

  /** A job may be due. Equal signals of one transaction are delivered once. */
  public static void workAvailable(Connection connection) throws SQLException {
    Sql.of("SELECT " + WORK_AVAILABLE).any(connection);
  }

  /** A processed job was asked to cancel. */
  public static void cancelRequested(Connection connection, JobId job) throws SQLException {
    Sql.of("SELECT pg_notify(?, ?)").text(CHANNEL).text(CANCEL + job).any(connection);
  }
}
