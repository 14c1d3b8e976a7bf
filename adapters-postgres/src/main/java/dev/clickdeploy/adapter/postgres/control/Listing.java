package dev.clickdeploy.adapter.postgres.control;

import dev.clickdeploy.adapter.postgres.queue.JobRow;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobAttempt;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads jobs and their attempts. */
final class Listing {
  private static final String LIVE =
      "SELECT " + JobRow.LIVE + " FROM clickdeploy.jobs j WHERE true";
  private static final String FINISHED =
      "SELECT " + JobRow.FINISHED + " FROM clickdeploy.finished_jobs j WHERE true";

  private Listing() {}

  /** By identifier, which is by time, from both tables as one statement sees them. */
  static List<Job> list(Connection connection, JobFilter filter, int limit, @Nullable JobId before)
      throws SQLException {
    Part live = new Part(LIVE + liveStatus(filter.status()), filter, before, limit);
    Part finished = new Part(FINISHED + finishedStatus(filter.status()), filter, before, limit);
    Sql sql =
        Sql.of(
            "SELECT * FROM ((%s) UNION ALL (%s)) j ORDER BY j.id DESC LIMIT ?"
                .formatted(live.text(), finished.text()));
    live.bind(sql);
    finished.bind(sql);
    return sql.number(limit).list(connection, JobRow::read);
  }

  private static String liveStatus(@Nullable JobStatus status) {
    return switch (status) {
      case null -> "";
      case QUEUED -> " AND j.lease_until IS NULL";
      case PROCESSING -> " AND j.lease_until IS NOT NULL";
      case COMPLETED, FAILED, CANCELLED -> " AND false";
    };
  }

  /** As a literal, so that the index of failed jobs fits. */
  private static String finishedStatus(@Nullable JobStatus status) {
    return switch (status) {
      case null -> "";
      case QUEUED, PROCESSING -> " AND false";
      case COMPLETED, FAILED, CANCELLED -> " AND j.status = '" + Row.name(status) + "'";
    };
  }

  private record Part(String select, JobFilter filter, @Nullable JobId before, int limit) {
    String text() {
      return select
          + (filter.organization() == null ? "" : " AND j.organization_id = ?")
          + (filter.kind() == null ? "" : " AND j.kind = ?")
          + (before == null ? "" : " AND j.id < ?")
          + " ORDER BY j.id DESC LIMIT ?";
    }

    void bind(Sql sql) {
      if (filter.organization() != null) {
        sql.uuid(filter.organization().value());
      }
      if (filter.kind() != null) {
        sql.text(filter.kind().value());
      }
      if (before != null) {
        sql.uuid(before.value());
      }
      sql.number(limit);
    }
  }

  static List<JobAttempt> attempts(Connection connection, JobId job) throws SQLException {
    return Sql.of(
            """
            SELECT attempt, fence, ended_at, error FROM clickdeploy.job_attempts
            WHERE job_id = ? ORDER BY fence
            """)
        .uuid(job.value())
        .list(
            connection,
            row ->
                new JobAttempt(
                    row.integer("attempt"),
                    row.number("fence"),
                    row.instant("ended_at"),
                    row.text("error")));
  }
}
