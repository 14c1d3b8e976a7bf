package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.job.Priority;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.sql.SQLException;

/** A row of jobs or finished_jobs, which are called j. */
public final class JobRow {
  private static final String BOTH =
      """
      j.id, j.kind, j.organization_id, j.subject, j.priority, j.unique_key, j.max_attempts, \
      j.not_before, j.attempt, j.fence, j.run_at, j.cancel_requested, j.last_error, \
      """;

  /** Of jobs. */
  public static final String LIVE =
      BOTH + "CASE WHEN j.lease_until IS NULL THEN 'queued' ELSE 'processing' END AS status";

  /** Of finished_jobs. */
  public static final String FINISHED = BOTH + "j.status";

  private JobRow() {}

  /** What stands in these columns. */
  public static Job read(Row row) throws SQLException {
    return new Job(
        order(row, new JobKind(row.text("kind"))),
        row.constant(JobStatus.class, "status"),
        row.integer("attempt"),
        row.number("fence"),
        row.instant("run_at"),
        row.flag("cancel_requested"),
        row.textOrNull("last_error"));
  }

  /** A job of this kind that was claimed just now, from the columns that may differ. */
  static Job claimed(Row row, JobKind kind) throws SQLException {
    return new Job(
        order(row, kind),
        JobStatus.PROCESSING,
        row.integer("attempt"),
        row.number("fence"),
        row.instant("run_at"),
        false,
        row.textOrNull("last_error"));
  }

  private static NewJob order(Row row, JobKind kind) throws SQLException {
    return new NewJob(
        new JobId(row.uuid("id")),
        kind,
        new OrganizationId(row.uuid("organization_id")),
        row.text("subject"),
        Priority.ofRank(row.integer("priority")),
        row.textOrNull("unique_key"),
        row.integer("max_attempts"),
        row.instantOrNull("not_before"));
  }
}
