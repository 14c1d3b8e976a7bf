package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.sql.SQLException;

/** A row of jobs or finished_jobs. */
final class JobRow {
  static final String COLUMNS =
      """
      j.id, j.kind, j.organization_id, j.subject, j.status, j.attempt, j.max_attempts, j.fence, \
      j.run_at, j.cancel_requested, j.last_error\
      """;

  private JobRow() {}

  static Job read(Row row) throws SQLException {
    return new Job(
        new JobId(row.uuid("id")),
        new JobKind(row.text("kind")),
        new OrganizationId(row.uuid("organization_id")),
        row.text("subject"),
        row.constant(JobStatus.class, "status"),
        row.integer("attempt"),
        row.integer("max_attempts"),
        row.number("fence"),
        row.instant("run_at"),
        row.flag("cancel_requested"),
        row.textOrNull("last_error"));
  }
}
