package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.signal.Notify;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.PortException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Writes jobs: new ones, and the next state of those that {@link JobLocks} has locked. */
public final class JobWrites {
  private JobWrites() {}

  /**
   * Puts a job on the queue and wakes workers when the transaction commits.
   *
   * @throws PortException when the id is taken
   */
  public static void insert(Connection connection, NewJob job) throws SQLException {
    boolean inserted =
        Sql.of(
                """
                INSERT INTO clickdeploy.jobs
                  (id, kind, organization_id, subject, max_attempts, run_at)
                SELECT ?, ?, ?, ?, ?, ?
                WHERE NOT EXISTS (SELECT FROM clickdeploy.finished_jobs f WHERE f.id = ?)
                RETURNING %s
                """
                    .formatted(Notify.WORK_AVAILABLE))
            .uuid(job.id().value())
            .text(job.kind().value())
            .uuid(job.organization().value())
            .text(job.subject())
            .number(job.maxAttempts())
            .instant(job.runAt())
            .uuid(job.id().value())
            .any(connection);
    if (!inserted) {
      throw new PortException(
          FailureClass.INFRASTRUCTURE, "a job with id " + job.id() + " has ended", null, null);
    }
  }

  /** Writes the next state of a locked job; one that ended leaves the live table. */
  public static void write(Connection connection, Job next) throws SQLException {
    Sql sql = next.status().isTerminal() ? end(next) : goOn(next);
    if (sql.update(connection) != 1) {
      throw new IllegalStateException("job " + next.id() + " was not locked");
    }
  }

  private static Sql goOn(Job next) {
    return Sql.of(
            """
            UPDATE clickdeploy.jobs j
            SET status = ?, attempt = ?, fence = ?, run_at = ?, cancel_requested = ?,
                last_error = ?, lease_until = CASE ? WHEN 'processing' THEN j.lease_until END
            WHERE j.id = ?
            """)
        .text(Row.name(next.status()))
        .number(next.attempt())
        .number(next.fence())
        .instant(next.runAt())
        .flag(next.cancelRequested())
        .text(next.lastError())
        .text(Row.name(next.status()))
        .uuid(next.id().value());
  }

  private static Sql end(Job next) {
    return Sql.of(
            """
            WITH j AS (DELETE FROM clickdeploy.jobs WHERE id = ? RETURNING *)
            INSERT INTO clickdeploy.finished_jobs
              (id, kind, organization_id, subject, status, attempt, max_attempts, fence, run_at,
               cancel_requested, last_error, enqueued_at)
            SELECT id, kind, organization_id, subject, ?, ?, max_attempts, ?, run_at, ?, ?,
                   enqueued_at
            FROM j
            """)
        .uuid(next.id().value())
        .text(Row.name(next.status()))
        .number(next.attempt())
        .number(next.fence())
        .flag(next.cancelRequested())
        .text(next.lastError());
  }

  /** A live or finished job as this statement sees it. */
  public static Optional<Job> find(Connection connection, JobId id) throws SQLException {
    return Sql.of(
            """
            SELECT %1$s FROM clickdeploy.jobs j WHERE j.id = ?
            UNION ALL
            SELECT %1$s FROM clickdeploy.finished_jobs j WHERE j.id = ?
            """
                .formatted(JobRow.COLUMNS))
        .uuid(id.value())
        .uuid(id.value())
        .first(connection, JobRow::read);
  }
}
