package dev.clickdeploy.adapter.postgres.control;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts jobs by kind, as one statement sees them. */
final class Counting {
  // Failed jobs have an index of their own; other ended ones are not counted.
  private static final String COUNT =
      """
      SELECT kind, sum(ready)::bigint AS ready, sum(scheduled)::bigint AS scheduled,
             sum(processing)::bigint AS processing, sum(failed)::bigint AS failed,
             min(oldest) AS oldest, statement_timestamp() AS now
      FROM (
        SELECT kind,
               count(*) FILTER (WHERE lease_until IS NULL AND run_at <= statement_timestamp())
                 AS ready,
               count(*) FILTER (WHERE lease_until IS NULL AND run_at > statement_timestamp())
                 AS scheduled,
               count(lease_until) AS processing,
               0 AS failed,
               min(run_at) FILTER (WHERE lease_until IS NULL AND run_at <= statement_timestamp())
                 AS oldest
        FROM clickdeploy.jobs GROUP BY kind
        UNION ALL
        SELECT kind, 0, 0, 0, count(*), NULL
        FROM clickdeploy.finished_jobs WHERE status = 'failed' GROUP BY kind
      ) counted
      GROUP BY kind ORDER BY kind COLLATE "C"
      """;

  private Counting() {}

  static List<JobCounts> counts(Connection connection) throws SQLException {
    return Sql.of(COUNT).list(connection, Counting::read);
  }

  private static JobCounts read(Row row) throws SQLException {
    return new JobCounts(
        new JobKind(row.text("kind")),
        row.number("ready"),
        row.number("scheduled"),
        row.number("processing"),
        row.number("failed"),
        age(row.instantOrNull("oldest"), row.instant("now")));
  }

  private static @Nullable Duration age(@Nullable Instant oldest, Instant now) {
    return oldest == null ? null : Duration.between(oldest, now);
  }
}
