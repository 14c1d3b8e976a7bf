package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.model.job.Job;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A live job whose row is locked until the transaction ends.
 *
 * @param now the queue's clock
 */
public record LockedJob(Job job, Instant now) {
  static LockedJob read(Row row) throws SQLException {
    return new LockedJob(JobRow.read(row), row.instant("now"));
  }
}
