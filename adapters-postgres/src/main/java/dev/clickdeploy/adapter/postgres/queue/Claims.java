package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.port.out.JobQueue.Heartbeat;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Hands jobs out and keeps them with their holders. */
final class Claims {
  // The locking part is materialized: as a plain subquery it could be run again and lock more rows
  // than its limit. statement_timestamp() is stable, so it bounds the index scan.
  static final String CLAIM =
      """
      WITH due AS MATERIALIZED (
        SELECT id FROM clickdeploy.jobs
        WHERE status = 'queued' AND kind = ANY (?) AND run_at <= statement_timestamp()
        ORDER BY run_at, id
        LIMIT ?
        FOR UPDATE SKIP LOCKED
      ), j AS (
        UPDATE clickdeploy.jobs job
        SET status = 'processing', attempt = job.attempt + 1, fence = job.fence + 1,
            cancel_requested = false,
            lease_until = clock_timestamp() + ? * interval '1 microsecond'
        FROM due WHERE job.id = due.id
        RETURNING job.*
      )
      SELECT %s FROM j ORDER BY j.run_at, j.id
      """
          .formatted(JobRow.COLUMNS);

  // Locked in the order of ids, so that two batches that share jobs never wait for each other.
  static final String EXTEND =
      """
      WITH held AS MATERIALIZED (
        SELECT j.id FROM clickdeploy.jobs j
        JOIN unnest(?::uuid[], ?::bigint[]) AS claim (id, fence)
          ON j.id = claim.id AND j.fence = claim.fence
        WHERE j.lease_until > clock_timestamp()
        ORDER BY j.id
        FOR NO KEY UPDATE OF j
      )
      UPDATE clickdeploy.jobs j
      SET lease_until = clock_timestamp() + ? * interval '1 microsecond'
      FROM held WHERE j.id = held.id
      RETURNING j.id, j.fence, j.cancel_requested
      """;

  private final Database database;

  Claims(Database database) {
    this.database = database;
  }

  List<Job> claim(Set<JobKind> kinds, int limit, Duration lease) {
    if (kinds.isEmpty() || limit < 1) {
      return List.of();
    }
    Sql claim =
        Sql.of(CLAIM)
            .texts(kinds.stream().map(JobKind::value).sorted().toList())
            .number(limit)
            .micros(lease);
    return database.run("claiming jobs", c -> claim.list(c, JobRow::read));
  }

  List<Heartbeat> extend(Collection<Claim> claims, Duration lease) {
    if (claims.isEmpty()) {
      return List.of();
    }
    Sql extend =
        Sql.of(EXTEND)
            .uuids(claims.stream().map(claim -> claim.job().value()).toList())
            .numbers(claims.stream().map(Claim::fence).toList())
            .micros(lease);
    return database.run("extending leases", c -> extend.list(c, Claims::heartbeat));
  }

  private static Heartbeat heartbeat(Row row) throws SQLException {
    Claim claim = new Claim(new JobId(row.uuid("id")), row.number("fence"));
    return new Heartbeat(claim, row.flag("cancel_requested"));
  }
}
