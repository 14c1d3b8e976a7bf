package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Writes the next state of jobs that {@link JobLocks} has locked, and what failed before it. */
public final class JobWrites {
  private static final String GO_ON =
      """
      WITH permit AS (DELETE FROM clickdeploy.job_permits WHERE job_id = ? AND ?)
      UPDATE clickdeploy.jobs j
      SET attempt = ?, fence = ?, run_at = ?, cancel_requested = ?, last_error = ?,
          lease_until = CASE WHEN ? THEN NULL ELSE j.lease_until END
      WHERE j.id = ?
      """;
  private static final String END =
      """
      WITH permit AS (
        DELETE FROM clickdeploy.job_permits WHERE job_id = ?
      ), j AS (
        DELETE FROM clickdeploy.jobs WHERE id = ? RETURNING *
      )
      INSERT INTO clickdeploy.finished_jobs
        (id, kind, organization_id, subject, status, attempt, max_attempts, fence, run_at,
         cancel_requested, last_error, enqueued_at, priority, unique_key, not_before)
      SELECT id, kind, organization_id, subject, ?, ?, max_attempts, ?, run_at, ?, ?, enqueued_at,
             priority, unique_key, not_before
      FROM j
      """;

  private JobWrites() {}

  /** Writes the next state of a locked job; one that ended leaves the live table. */
  public static void write(Connection connection, Job next) throws SQLException {
    Sql sql = next.status().isTerminal() ? end(next) : goOn(next);
    if (sql.update(connection) != 1) {
      throw new IllegalStateException("job " + next.id() + " was not locked");
    }
  }

  /** Ends locked jobs. */
  static void end(Connection connection, List<Job> ended) throws SQLException {
    int[] written = Sql.updateAll(connection, ended.stream().map(JobWrites::end).toList());
    for (int i = 0; i < written.length; i++) {
      if (written[i] != 1) {
        throw new IllegalStateException("job " + ended.get(i).id() + " was not locked");
      }
    }
  }

  private static Sql goOn(Job next) {
    boolean queued = next.status() == JobStatus.QUEUED;
    return Sql.of(GO_ON)
        .uuid(next.id().value())
        .flag(queued)
        .number(next.attempt())
        .number(next.fence())
        .instant(next.runAt())
        .flag(next.cancelRequested())
        .text(next.lastError())
        .flag(queued)
        .uuid(next.id().value());
  }

  private static Sql end(Job next) {
    return Sql.of(END)
        .uuid(next.id().value())
        .uuid(next.id().value())
        .text(Row.name(next.status()))
        .number(next.attempt())
        .number(next.fence())
        .flag(next.cancelRequested())
        .text(next.lastError());
  }

  /** Keeps what a claim of a job came to, which did not complete it. */
  public static void attemptFailed(Connection connection, Job held, String error)
      throws SQLException {
    Sql.of(
            """
            INSERT INTO clickdeploy.job_attempts (job_id, fence, attempt, error)
            VALUES (?, ?, ?, ?)
            """)
        .uuid(held.id().value())
        .number(held.fence())
        .number(held.attempt())
        .text(error)
        .update(connection);
  }

  /** A live or finished job as this statement sees it. */
  public static Optional<Job> find(Connection connection, JobId id) throws SQLException {
    return Sql.of(
            """
            SELECT %s FROM clickdeploy.jobs j WHERE j.id = ?
            UNION ALL
            SELECT %s FROM clickdeploy.finished_jobs j WHERE j.id = ?
            """
                .formatted(JobRow.LIVE, JobRow.FINISHED))
        .uuid(id.value())
        .uuid(id.value())
        .first(connection, JobRow::read);
  }
}
