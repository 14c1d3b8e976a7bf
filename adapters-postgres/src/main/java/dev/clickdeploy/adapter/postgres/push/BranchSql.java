package dev.clickdeploy.adapter.postgres.push;

/** The statements by which branches are looked after. */
final class BranchSql {
  private static final String FOLLOWED =
      "CASE WHEN s.branch LIKE 'refs/%' THEN s.branch ELSE 'refs/heads/' || s.branch END";
  private static final String HAS_PUSH =
      """
      s.deleted_at IS NULL AND EXISTS (
        SELECT FROM clickdeploy.webhook_verdicts v
        WHERE v.service_id = s.id AND v.ref = %s AND v.verdict = 'queued')
      """
          .formatted(FOLLOWED);

  /** Takes: how many repositories, and the interval. */
  static final String TAKE =
      """
      WITH due AS (
        SELECT s.organization_id, s.repository_identity
        FROM clickdeploy.services s LEFT JOIN clickdeploy.branch_looks l ON l.service_id = s.id
        WHERE (l.due_at IS NULL OR l.due_at <= statement_timestamp()) AND %1$s
        GROUP BY s.organization_id, s.repository_identity
        ORDER BY min(coalesce(l.due_at, '-infinity')) LIMIT ?
      ), taken AS (
        INSERT INTO clickdeploy.branch_looks AS l (service_id, looked_at, due_at)
        SELECT s.id, statement_timestamp(),
               statement_timestamp() + ? * interval '1 microsecond'
        FROM clickdeploy.services s JOIN due USING (organization_id, repository_identity)
        WHERE %1$s
        ON CONFLICT (service_id) DO UPDATE
        SET looked_at = excluded.looked_at, due_at = excluded.due_at
        RETURNING l.service_id, l.failures
      )
      SELECT t.service_id, t.failures, s.organization_id, s.repository_identity
      FROM taken t JOIN clickdeploy.services s ON s.id = t.service_id
      ORDER BY t.service_id
      """
          .formatted(HAS_PUSH);

  /** The newest push that was told: takes the head and the service. */
  static final String TOLD =
      """
      SELECT w.id, w.after_sha,
        (SELECT h.after_sha FROM clickdeploy.webhook_verdicts q
         JOIN clickdeploy.webhook_deliveries h ON h.id = q.delivery_id
         WHERE q.service_id = s.id AND q.ref = v.ref AND q.verdict = 'queued'
         ORDER BY q.arrival DESC LIMIT 1) AS deployed_sha,
        EXISTS (
          SELECT FROM clickdeploy.deployments d
          WHERE d.service_id = s.id AND d.created_at >= w.received_at AND d.sha = ?
        ) AS deployed_since
      FROM clickdeploy.services s
      JOIN clickdeploy.webhook_verdicts v ON v.service_id = s.id AND v.ref = %s
      JOIN clickdeploy.webhook_deliveries w ON w.id = v.delivery_id
      WHERE s.id = ? AND v.reason IS DISTINCT FROM 'branch' AND v.reason IS DISTINCT FROM 'tag'
      ORDER BY v.arrival DESC LIMIT 1
      """
          .formatted(FOLLOWED);

  /** Takes the head that nobody told, or null, three times, the service and the interval. */
  static final String SAW =
      """
      UPDATE clickdeploy.branch_looks l
      SET failures = 0, seen_sha = ?,
          seen_at = CASE WHEN ?::text IS NULL THEN NULL
                         WHEN l.seen_sha = ?::text THEN l.seen_at ELSE l.looked_at END
      WHERE l.service_id = ?
      RETURNING l.seen_sha IS NOT NULL AND l.looked_at >= l.seen_at + ? * interval '1 microsecond'
        AS stands
      """;

  /** Takes the pause and the services. */
  static final String POSTPONE =
      """
      UPDATE clickdeploy.branch_looks
      SET failures = failures + 1,
          due_at = statement_timestamp() + ? * interval '1 microsecond'
      WHERE service_id = ANY (?)
      """;

  private BranchSql() {}
}
