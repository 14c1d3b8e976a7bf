package dev.clickdeploy.adapter.postgres.control;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Removes what no dropped partition takes along. */
final class Forgetting {
  private Forgetting() {}

  /** Jobs that ended when there was no partition for their day. */
  static void jobs(Connection connection, Duration keep) throws SQLException {
    Sql.of(
            """
            DELETE FROM clickdeploy.finished_jobs_default
            WHERE finished_at < statement_timestamp() - ? * interval '1 microsecond'
            """)
        .micros(keep)
        .update(connection);
  }

  /** Attempts at jobs that are neither live nor remembered. */
  static void attempts(Connection connection, Duration keep) throws SQLException {
    Sql.of(
            """
            DELETE FROM clickdeploy.job_attempts a
            WHERE a.ended_at < statement_timestamp() - ? * interval '1 microsecond'
              AND NOT EXISTS (SELECT FROM clickdeploy.jobs j WHERE j.id = a.job_id)
              AND NOT EXISTS (SELECT FROM clickdeploy.finished_jobs f WHERE f.id = a.job_id)
            """)
        .micros(keep)
        .update(connection);
  }
}
