package dev.clickdeploy.adapter.postgres.control;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Removes the turns of organizations that have had no job for a while, so that claims need not ask
 * them. First a turn is marked; whoever enqueues trusts no marked one and writes another. A marked
 * one goes when every transaction that may have trusted it has ended, which ten minutes stand for;
 * should one have taken longer, its job is found in the end.
 */
final class IdleTurns {
  private static final String NO_JOB =
      """
      NOT EXISTS (
        SELECT FROM clickdeploy.jobs j
        WHERE j.kind = t.kind AND j.organization_id = t.organization_id)
      """;
  private static final String REMOVE =
      """
      DELETE FROM clickdeploy.job_turns t
      WHERE t.idle_since < statement_timestamp() - interval '10 minutes' AND %s
      """
          .formatted(NO_JOB);
  private static final String MARK =
      """
      UPDATE clickdeploy.job_turns t SET idle_since = statement_timestamp()
      WHERE t.idle_since IS NULL AND %s
      """
          .formatted(NO_JOB);
  private static final String REMOVE_DOUBLES =
      """
      DELETE FROM clickdeploy.job_turns t USING clickdeploy.job_turns other
      WHERE t.kind = other.kind AND t.organization_id = other.organization_id
        AND t.idle_since IS NOT NULL AND other.idle_since IS NULL
         OR t.kind = other.kind AND t.organization_id = other.organization_id
        AND t.idle_since IS NULL AND other.idle_since IS NULL AND t.ctid > other.ctid
      """;

  // From one pair to the next by index: the number of jobs does not matter.
  private static final String ADD_MISSING =
      """
      WITH RECURSIVE pairs AS (
        (SELECT kind, organization_id FROM clickdeploy.jobs ORDER BY kind, organization_id LIMIT 1)
        UNION ALL
        SELECT next.kind, next.organization_id FROM pairs CROSS JOIN LATERAL (
          SELECT j.kind, j.organization_id FROM clickdeploy.jobs j
          WHERE (j.kind, j.organization_id) > (pairs.kind, pairs.organization_id)
          ORDER BY j.kind, j.organization_id LIMIT 1
        ) next
      )
      INSERT INTO clickdeploy.job_turns (kind, organization_id)
      SELECT kind, organization_id FROM pairs
      WHERE NOT EXISTS (
        SELECT FROM clickdeploy.job_turns t
        WHERE t.kind = pairs.kind AND t.organization_id = pairs.organization_id
          AND t.idle_since IS NULL)
      """;

  private IdleTurns() {}

  static void tidy(Connection connection) throws SQLException {
    Sql.of(REMOVE).update(connection);
    Sql.of(MARK).update(connection);
    Sql.of(ADD_MISSING).update(connection);
    Sql.of(REMOVE_DOUBLES).update(connection);
  }
}
