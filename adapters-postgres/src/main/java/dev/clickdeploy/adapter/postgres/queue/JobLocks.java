package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Hot;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.JobId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Takes live jobs for a change. Whoever also changes a deployment locks its job first, so that no
 * two transactions wait for each other.
 */
public final class JobLocks {
  private static final String SELECT =
      "SELECT " + JobRow.LIVE + ", clock_timestamp() AS now FROM clickdeploy.jobs j ";
  private static final Hot HELD =
      Hot.first(
          SELECT
              + """
              WHERE j.id = ? AND j.fence = ? AND j.lease_until > clock_timestamp()
              FOR NO KEY UPDATE
              """);
  private static final Hot LIVE = Hot.first(SELECT + "WHERE j.id = ? FOR NO KEY UPDATE");

  private static final String WAITING =
      SELECT + "WHERE j.id = ANY (?) AND j.lease_until IS NULL ORDER BY j.id FOR NO KEY UPDATE";

  // statement_timestamp() for the index, which cannot be asked with a time that goes on. In no
  // order,
  // because it waits for nobody.
  static final String EXPIRED =
      SELECT
          + """
          WHERE j.lease_until <= statement_timestamp() LIMIT ? FOR NO KEY UPDATE SKIP LOCKED
          """;

  /** The index of leases can only be read as a bitmap, which a {@link Hot} statement must not. */
  static final String BY_LEASE =
      "SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)";

  private JobLocks() {}

  /**
   * The job of a claim that holds: the newest fence, and a lease that has not ended. The lease is
   * compared with the clock after the lock was waited for, not with the transaction's start.
   */
  public static Optional<LockedJob> held(Connection connection, Claim claim) throws SQLException {
    return Sql.of(HELD)
        .uuid(claim.job().value())
        .number(claim.fence())
        .first(connection, LockedJob::read);
  }

  /** A live job, whoever holds it. */
  public static Optional<LockedJob> live(Connection connection, JobId id) throws SQLException {
    return Sql.of(LIVE).uuid(id.value()).first(connection, LockedJob::read);
  }

  /** Those of these jobs that are queued, locked in the order of their identifiers. */
  public static List<LockedJob> waiting(Connection connection, Collection<JobId> ids)
      throws SQLException {
    return Sql.of(WAITING)
        .uuids(ids.stream().map(JobId::value).toList())
        .list(connection, LockedJob::read);
  }

  /** Jobs whose lease ran out, except those that another rescuer has. */
  static List<LockedJob> expired(Connection connection, int limit) throws SQLException {
    Sql.of(BY_LEASE).any(connection);
    return Sql.of(EXPIRED).number(limit).list(connection, LockedJob::read);
  }
}
