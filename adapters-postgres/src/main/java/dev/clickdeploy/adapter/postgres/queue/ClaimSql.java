package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Hot;
import dev.clickdeploy.model.job.Priority;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statement that claims, in its variants. It asks one organization after the other, by index
 * and only as far as it must, so that neither a backlog nor a crowd of organizations makes it slow.
 */
final class ClaimSql {
  // Two laps over the index: from behind the last one served to the end, and from the beginning.
  private static final String BY_TURNS =
      """
      SELECT t.organization_id FROM (
        (SELECT DISTINCT organization_id FROM clickdeploy.job_turns
          WHERE kind = ? AND organization_id > ? ORDER BY organization_id)
        UNION ALL
        (SELECT DISTINCT organization_id FROM clickdeploy.job_turns
          WHERE kind = ? AND organization_id <= ? ORDER BY organization_id)
      ) t\
      """;

  private static final String OF_TURNS =
      """
      (SELECT count(*) FROM (
        SELECT DISTINCT organization_id FROM clickdeploy.job_turns WHERE kind = ?
        ORDER BY organization_id LIMIT ?
      ) n)\
      """;

  private static final String BY_LIST = "SELECT unnest(?::uuid[]) AS organization_id";
  private static final String OF_LIST = "?::integer";

  private static final String ANY_NUMBER = "s.share";
  private static final String WITHIN_LIMIT =
      """
      least(s.share, ?::integer - (
        SELECT count(*) FROM clickdeploy.job_permits p
        WHERE p.kind = ? AND p.organization_id = o.organization_id))::integer\
      """;

  // A kind that has come under a limit meanwhile gives nothing here.
  private static final String UNLIMITED =
      "WHERE NOT EXISTS (SELECT FROM clickdeploy.job_limits l WHERE l.kind = ?)";

  // Outer query levels keep the planner from computing what is above again for each lane.
  private static final String DUE =
      """
      WITH s AS MATERIALIZED (
        SELECT greatest(1, ?::integer / greatest(1, %1$s))::integer AS share
      ), due AS MATERIALIZED (
        SELECT d.place, o.offered
        FROM (
          SELECT o.organization_id, array_position(?::uuid[], o.organization_id) AS at,
                 %2$s AS offered
          FROM s CROSS JOIN (%3$s) o %4$s OFFSET 0
        ) o CROSS JOIN LATERAL (
          SELECT a.place FROM (
      %5$s
          ) a LIMIT greatest(0, o.offered)
        ) d
        LIMIT ?
      )
      """;

  // Each lane has rows of its own to lock, which a UNION allows below a query of their own only.
  // statement_timestamp() is stable, so it bounds the index scan.
  private static final String LANE =
      """
      SELECT q.place FROM (
        SELECT j.ctid AS place FROM clickdeploy.jobs j
        WHERE j.kind = ? AND j.organization_id = o.organization_id AND j.priority = %d
          AND (j.run_at, j.id) >= (
            coalesce((?::timestamptz[])[o.at], '-infinity'),
            coalesce((?::uuid[])[o.at], '00000000-0000-0000-0000-000000000000'))
          AND j.run_at <= statement_timestamp() AND j.lease_until IS NULL
        ORDER BY j.run_at, j.id LIMIT greatest(0, o.offered) FOR UPDATE SKIP LOCKED
      ) q
      """;

  // By its place, which is the quickest: the row is locked there, so it stays.
  private static final String CLAIM =
      """
      UPDATE clickdeploy.jobs j
      SET attempt = j.attempt + 1, fence = j.fence + 1, cancel_requested = false,
          lease_until = clock_timestamp() + ? * interval '1 microsecond'
      FROM due WHERE j.ctid = due.place
      RETURNING j.id, j.organization_id, j.subject, j.priority, j.unique_key, j.not_before,
                j.attempt, j.max_attempts, j.fence, j.run_at, j.last_error, due.offered,
                statement_timestamp() AS now
      """;

  private static final String CLAIM_WITH_PERMITS =
      """
      , claimed AS (%s), permits AS (
        INSERT INTO clickdeploy.job_permits (job_id, kind, organization_id)
        SELECT id, ?, organization_id FROM claimed
      )
      SELECT * FROM claimed
      """
          .formatted(CLAIM);

  /** Every organization with a turn, of a kind without a limit. */
  static final Hot TURNS = Hot.alone(due(OF_TURNS, ANY_NUMBER, BY_TURNS, UNLIMITED) + CLAIM);

  /** The organizations given, of a kind without a limit. */
  static final Hot LIST = Hot.alone(due(OF_LIST, ANY_NUMBER, BY_LIST, UNLIMITED) + CLAIM);

  /** Every organization with a turn, within the limit whose row is locked. */
  static final Hot LIMITED_TURNS =
      Hot.later(due(OF_TURNS, WITHIN_LIMIT, BY_TURNS, "") + CLAIM_WITH_PERMITS);

  /** The organizations given, within the limit whose row is locked. */
  static final Hot LIMITED_LIST =
      Hot.later(due(OF_LIST, WITHIN_LIMIT, BY_LIST, "") + CLAIM_WITH_PERMITS);

  private ClaimSql() {}

  private static String due(String number, String offered, String organizations, String where) {
    String lanes =
        Stream.of(Priority.values())
            .map(priority -> LANE.formatted(priority.rank()))
            .collect(Collectors.joining("UNION ALL\n"));
    return DUE.formatted(number, offered, organizations, where, lanes);
  }
}
