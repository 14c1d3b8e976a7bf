package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.JobId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Takes live jobs for a change. Whoever also changes a deployment locks its job first, so that no
 * two transactions wait for each other.
 */
public final class JobLocks {
  private static final String SELECT =
      "SELECT " + JobRow.COLUMNS + ", clock_timestamp() AS now FROM clickdeploy.jobs j ";

  private JobLocks() {}

  /**
   * The job of a claim that holds: the newest fence, and a lease that has not ended. The lease is
   * compared with the clock after the lock was waited for, not with the transaction's start.
   */
  public static Optional<LockedJob> held(Connection connection, Claim claim) throws SQLException {
    return Sql.of(
            SELECT
                + """
                WHERE j.id = ? AND j.fence = ? AND j.lease_until > clock_timestamp()
                FOR NO KEY UPDATE
                """)
        .uuid(claim.job().value())
        .number(claim.fence())
        .first(connection, LockedJob::read);
  }

  /** A live job, whoever holds it. */
  public static Optional<LockedJob> live(Connection connection, JobId id) throws SQLException {
    return Sql.of(SELECT + "WHERE j.id = ? FOR NO KEY UPDATE")
        .uuid(id.value())
        .first(connection, LockedJob::read);
  }

  /** Jobs whose lease ran out, except those that another rescuer has. */
  static List<LockedJob> expired(Connection connection, int limit) throws SQLException {
    return Sql.of(
            SELECT
                + """
                WHERE j.status = 'processing' AND j.lease_until <= clock_timestamp()
                ORDER BY j.id LIMIT ? FOR NO KEY UPDATE SKIP LOCKED
                """)
        .number(limit)
        .list(connection, LockedJob::read);
  }
}
