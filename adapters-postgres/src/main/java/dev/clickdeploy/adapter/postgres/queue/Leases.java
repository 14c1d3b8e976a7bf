package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Hot;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.port.out.JobQueue.Heartbeat;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Keeps jobs with their holders. */
final class Leases {
  // Locked in the order of ids, so that two batches that share jobs never wait for each other.
  static final Hot EXTEND =
      Hot.alone(
          """
          WITH held AS MATERIALIZED (
            SELECT j.id FROM unnest(?::uuid[], ?::bigint[]) AS claim (id, fence)
            JOIN clickdeploy.jobs j ON j.id = claim.id AND j.fence = claim.fence
            WHERE j.lease_until > clock_timestamp()
            ORDER BY j.id
            FOR NO KEY UPDATE OF j
          )
          UPDATE clickdeploy.jobs j
          SET lease_until = clock_timestamp() + ? * interval '1 microsecond'
          FROM held WHERE j.id = held.id
          RETURNING j.id, j.fence, j.cancel_requested
          """);

  private final Database database;

  Leases(Database database) {
    this.database = database;
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
    return database.run("extending leases", c -> extend.list(c, Leases::heartbeat));
  }

  private static Heartbeat heartbeat(Row row) throws SQLException {
    Claim claim = new Claim(new JobId(row.uuid("id")), row.number("fence"));
    return new Heartbeat(claim, row.flag("cancel_requested"));
  }
}
