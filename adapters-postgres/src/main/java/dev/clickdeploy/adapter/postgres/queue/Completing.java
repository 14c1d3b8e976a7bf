package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Hot;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.JobId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Ends jobs whose handlers finished, many at once. */
final class Completing {
  // The fence proves the claim by itself: whatever takes a job from its holder raises it. Permits
  // are looked for only where there are limits.
  static final Hot COMPLETE =
      Hot.alone(
          """
          WITH j AS (
            DELETE FROM clickdeploy.jobs j
            USING unnest(?::uuid[], ?::bigint[]) AS claim (id, fence)
            WHERE j.id = claim.id AND j.fence = claim.fence AND j.lease_until > clock_timestamp()
            RETURNING j.*
          ), permits AS (
            DELETE FROM clickdeploy.job_permits p USING j
            WHERE p.job_id = j.id AND EXISTS (SELECT FROM clickdeploy.job_limits)
          )
          INSERT INTO clickdeploy.finished_jobs
            (id, kind, organization_id, subject, status, attempt, max_attempts, fence, run_at,
             cancel_requested, enqueued_at, priority, unique_key, not_before)
          SELECT id, kind, organization_id, subject, 'completed', attempt, max_attempts, fence,
                 run_at, cancel_requested, enqueued_at, priority, unique_key, not_before
          FROM j
          RETURNING id, fence
          """);

  private final Database database;

  Completing(Database database) {
    this.database = database;
  }

  /** The claims that held. */
  Set<Claim> complete(Collection<Claim> claims) {
    if (claims.isEmpty()) {
      return Set.of();
    }
    // in one order, so that two batches that share jobs never wait for each other
    List<Claim> ordered = new ArrayList<>(new HashSet<>(claims));
    ordered.sort(Comparator.comparing(claim -> claim.job().value()));
    List<UUID> ids = new ArrayList<>(ordered.size());
    List<Long> fences = new ArrayList<>(ordered.size());
    for (Claim claim : ordered) {
      ids.add(claim.job().value());
      fences.add(claim.fence());
    }
    Sql complete = Sql.of(COMPLETE).uuids(ids).numbers(fences);
    List<Claim> held =
        database.run("completing jobs", connection -> complete.list(connection, Completing::claim));
    return new HashSet<>(held);
  }

  private static Claim claim(Row row) throws SQLException {
    return new Claim(new JobId(row.uuid("id")), row.number("fence"));
  }
}
