package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Removes old deliveries, some at a time, so that no transaction is long; one process at a time.
 */
final class Forgetting {
  private static final int AT_ONCE = 1_000;
  private static final int MOST_TIMES = 50;

  /** The text "clickfgt" as a number: an advisory lock is known by its number only. */
  private static final long LOCK = 0x636c_6963_6b66_6774L;

  private static final String FORGET =
      """
      WITH old AS (
        SELECT w.id FROM clickdeploy.webhook_deliveries w
        WHERE w.received_at < statement_timestamp() - ? * interval '1 microsecond'
          AND NOT (w.ref LIKE 'refs/heads/%' AND EXISTS (
            SELECT FROM clickdeploy.webhook_verdicts v
            WHERE v.delivery_id = w.id
              AND v.reason IS DISTINCT FROM 'branch' AND v.reason IS DISTINCT FROM 'tag'
              AND (NOT EXISTS (
                     SELECT FROM clickdeploy.webhook_verdicts n
                     WHERE n.service_id = v.service_id AND n.ref = v.ref AND n.arrival > v.arrival
                       AND n.reason IS DISTINCT FROM 'branch' AND n.reason IS DISTINCT FROM 'tag')
                   OR v.verdict = 'queued' AND NOT EXISTS (
                     SELECT FROM clickdeploy.webhook_verdicts n
                     WHERE n.service_id = v.service_id AND n.ref = v.ref AND n.arrival > v.arrival
                       AND n.verdict = 'queued'))))
        LIMIT ?
      ), verdicts AS (
        DELETE FROM clickdeploy.webhook_verdicts v USING old WHERE v.delivery_id = old.id
      )
      DELETE FROM clickdeploy.webhook_deliveries w USING old WHERE w.id = old.id
      """;

  private Forgetting() {}

  static void run(Database database, Duration keep) {
    for (int i = 0; i < MOST_TIMES; i++) {
      int forgotten = database.transaction("forgetting old deliveries", c -> some(c, keep));
      if (forgotten < AT_ONCE) {
        return;
      }
    }
  }

  private static int some(Connection connection, Duration keep) throws SQLException {
    boolean locked =
        Sql.of("SELECT pg_try_advisory_xact_lock(?) AS locked")
            .number(LOCK)
            .first(connection, row -> row.flag("locked"))
            .orElseThrow();
    return locked ? Sql.of(FORGET).micros(keep).number(AT_ONCE).update(connection) : 0;
  }
}
