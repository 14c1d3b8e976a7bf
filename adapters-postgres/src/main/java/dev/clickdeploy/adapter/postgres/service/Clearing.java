package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.service.ServiceId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Clears away what hangs below deleted services, in transactions of bounded size: log lines, then
 * verdicts, then deployments, and at last the service itself.
 */
public final class Clearing {
  private static final int LINES = 10_000;
  private static final int DEPLOYMENTS = 200;
  private static final int VERDICTS = 1_000;

  /** A few seconds' work for each service: the rest waits for the next time. */
  private static final int BATCHES = 50;

  /** What somebody waits for who deletes a service. */
  private static final int FIRST_BATCHES = 10;

  private Clearing() {}

  /** Clears services that were deleted earlier, some batches of each at most. */
  public static void all(Database database) {
    List<UUID> deleted =
        database.run(
            "looking for deleted services",
            connection ->
                Sql.of(
                        """
                        SELECT id FROM clickdeploy.services WHERE deleted_at IS NOT NULL
                        ORDER BY deleted_at LIMIT 20
                        """)
                    .list(connection, row -> row.uuid("id")));
    deleted.forEach(id -> some(database, new ServiceId(id), BATCHES));
  }

  /** The whole of most services. */
  static void first(Database database, ServiceId id) {
    some(database, id, FIRST_BATCHES);
  }

  private static void some(Database database, ServiceId id, int batches) {
    for (int i = 0; i < batches; i++) {
      boolean more =
          database.transaction(
              "clearing away a deleted service", connection -> batch(connection, id));
      if (!more) {
        return;
      }
    }
  }

  /** False when there is nothing left, or another process is at it. */
  private static boolean batch(Connection connection, ServiceId id) throws SQLException {
    boolean mine =
        Sql.of(
                """
                SELECT FROM clickdeploy.services WHERE id = ? AND deleted_at IS NOT NULL
                FOR NO KEY UPDATE SKIP LOCKED
                """)
            .uuid(id.value())
            .any(connection);
    if (!mine) {
      return false;
    }
    // newest first, and none before those that were made of it
    List<UUID> deployments =
        Sql.of(
                """
                WITH RECURSIVE newest AS (
                  (SELECT id FROM clickdeploy.deployments WHERE service_id = ?
                   ORDER BY created_at DESC, id DESC LIMIT ?)
                  UNION
                  SELECT d.id FROM clickdeploy.deployments d
                  JOIN newest n ON d.from_deployment_id = n.id)
                SELECT id FROM newest
                """)
            .uuid(id.value())
            .number(DEPLOYMENTS)
            .list(connection, row -> row.uuid("id"));
    if (!deployments.isEmpty()) {
      deployments(connection, deployments);
      return true;
    }
    return verdicts(connection, id) || service(connection, id);
  }

  private static void deployments(Connection connection, List<UUID> ids) throws SQLException {
    int lines =
        Sql.of(
                """
                DELETE FROM clickdeploy.deployment_logs WHERE ctid = ANY (ARRAY (
                  SELECT ctid FROM clickdeploy.deployment_logs
                  WHERE deployment_id = ANY (?) LIMIT ?))
                """)
            .uuids(ids)
            .number(LINES)
            .update(connection);
    if (lines < LINES) {
      Sql.of("DELETE FROM clickdeploy.webhook_verdicts WHERE deployment_id = ANY (?)")
          .uuids(ids)
          .update(connection);
      Sql.of("DELETE FROM clickdeploy.deployments WHERE id = ANY (?)")
          .uuids(ids)
          .update(connection);
    }
  }

  private static boolean verdicts(Connection connection, ServiceId id) throws SQLException {
    return Sql.of(
                """
                DELETE FROM clickdeploy.webhook_verdicts WHERE ctid = ANY (ARRAY (
                  SELECT ctid FROM clickdeploy.webhook_verdicts WHERE service_id = ? LIMIT ?))
                """)
            .uuid(id.value())
            .number(VERDICTS)
            .update(connection)
        > 0;
  }

  /** False, since nothing is left. */
  private static boolean service(Connection connection, ServiceId id) throws SQLException {
    Sql.of("DELETE FROM clickdeploy.services WHERE id = ?").uuid(id.value()).update(connection);
    return false;
  }
}
