package dev.clickdeploy.adapter.postgres.deployment;

/** The statements by which old images are found, and taken out of use. */
final class RetentionSql {
  private static final String KEPT = "d.status = 'succeeded' AND d.image_deleted_at IS NULL";
  private static final String LIVE = "('queued', 'running', 'cancelling')";

  /**
   * Old images of services that are not being deployed, each counted once by its newest deployment,
   * and taken ones whose lease is over. Takes the services to look at or null for all, how many
   * images are kept, twice, since when images are kept, and how many are wanted.
   */
  static final String OLD =
      """
      WITH many AS (
        SELECT d.service_id FROM clickdeploy.deployments d, (SELECT ?::uuid[] AS ids) wanted
        WHERE %1$s AND (wanted.ids IS NULL OR d.service_id = ANY (wanted.ids))
        GROUP BY d.service_id HAVING count(DISTINCT d.image_digest) > ?
      ), images AS (
        SELECT DISTINCT ON (d.service_id, d.image_digest)
          d.service_id, d.image_digest, d.created_at, d.id,
          max(d.finished_at) OVER (PARTITION BY d.service_id, d.image_digest) AS ended_at
        FROM clickdeploy.deployments d JOIN many m ON m.service_id = d.service_id
        WHERE %1$s
        ORDER BY d.service_id, d.image_digest, d.created_at DESC, d.id DESC
      ), ranked AS (
        SELECT i.service_id, i.image_digest, i.ended_at,
          row_number() OVER (PARTITION BY i.service_id ORDER BY i.created_at DESC, i.id DESC) AS place
        FROM images i
      ), old AS (
        SELECT r.service_id, r.image_digest, r.ended_at AS since FROM ranked r
        WHERE r.place > ? AND r.ended_at <= ?
        UNION ALL
        SELECT x.service_id, x.digest, x.due_at FROM clickdeploy.image_deletions x
        WHERE x.taken AND NOT EXISTS (
          SELECT FROM clickdeploy.deployments d
          WHERE d.service_id = x.service_id AND d.image_digest = x.digest AND %1$s)
      )
      SELECT o.service_id, o.image_digest
      FROM old o
      JOIN clickdeploy.services s ON s.id = o.service_id
      LEFT JOIN clickdeploy.image_deletions x
        ON x.service_id = o.service_id AND x.digest = o.image_digest
      WHERE s.deleted_at IS NULL AND s.image_digest IS DISTINCT FROM o.image_digest
        AND (x.due_at IS NULL OR x.due_at <= statement_timestamp())
        AND NOT EXISTS (
          SELECT FROM clickdeploy.deployments l
          WHERE l.service_id = o.service_id AND l.status IN %2$s)
      ORDER BY o.since, o.service_id, o.image_digest LIMIT ?
      """
          .formatted(KEPT, LIVE);

  /** Keeps deployments of these services from being created; those that are locked are left out. */
  static final String LOCK =
      """
      SELECT s.id FROM clickdeploy.services s
      WHERE s.id = ANY (?) AND s.deleted_at IS NULL ORDER BY s.id FOR UPDATE SKIP LOCKED
      """;

  /** What a deployment has again that ended after the lease is in the registry, for all of them. */
  static final String SPARE =
      """
      WITH spared AS (
        DELETE FROM clickdeploy.image_deletions x
        WHERE x.taken AND x.due_at <= statement_timestamp() AND EXISTS (
          SELECT FROM clickdeploy.deployments d
          WHERE d.service_id = x.service_id AND d.image_digest = x.digest AND %s)
        RETURNING x.service_id, x.digest)
      UPDATE clickdeploy.deployments SET image_deleted_at = NULL
      WHERE id = ANY (ARRAY (
        SELECT of_it.id FROM spared CROSS JOIN LATERAL (
          SELECT d.id FROM clickdeploy.deployments d
          WHERE d.service_id = spared.service_id AND d.image_digest = spared.digest
            AND d.image_deleted_at IS NOT NULL OFFSET 0) of_it))
      """
          .formatted(KEPT);

  /** Takes services and digests, since when they have no image, and the lease. */
  static final String TAKE =
      """
      WITH old AS (
        SELECT * FROM unnest(?::uuid[], ?::text[]) AS t (service_id, digest)
      ), marked AS (
        UPDATE clickdeploy.deployments d SET image_deleted_at = ?
        FROM old
        WHERE d.service_id = old.service_id AND d.image_digest = old.digest AND %s
      )
      INSERT INTO clickdeploy.image_deletions AS x (service_id, digest, taken, due_at)
      SELECT service_id, digest, true, statement_timestamp() + ? * interval '1 microsecond' FROM old
      ON CONFLICT (service_id, digest) DO UPDATE SET taken = true, due_at = excluded.due_at
      RETURNING x.service_id, x.digest, x.due_at, ARRAY (
        SELECT DISTINCT d.image_reference FROM clickdeploy.deployments d
        WHERE d.service_id = x.service_id AND d.image_digest = x.digest
        ORDER BY d.image_reference) AS image_references
      """
          .formatted(KEPT);

  /** Takes the service, the digest and the end of the lease. */
  static final String DELETED =
      """
      DELETE FROM clickdeploy.image_deletions
      WHERE service_id = ? AND digest = ? AND taken AND due_at = ?
      """;

  /** Takes the pause, the service, the digest and the end of the lease. */
  static final String PUT_BACK =
      """
      WITH held AS (
        UPDATE clickdeploy.image_deletions x
        SET taken = false, due_at = statement_timestamp() + ? * interval '1 microsecond'
        WHERE x.service_id = ? AND x.digest = ? AND x.taken AND x.due_at = ?
        RETURNING x.service_id, x.digest)
      UPDATE clickdeploy.deployments d SET image_deleted_at = NULL
      FROM held
      WHERE d.service_id = held.service_id AND d.image_digest = held.digest
        AND d.image_deleted_at IS NOT NULL
      """;

  /** Takes the service and the digest. */
  static final String IS_TAKEN =
      """
      SELECT FROM clickdeploy.image_deletions
      WHERE service_id = ? AND digest = ? AND taken AND due_at > statement_timestamp()
      """;

  private RetentionSql() {}
}
