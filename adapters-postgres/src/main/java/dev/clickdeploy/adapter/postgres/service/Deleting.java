package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.ServiceStore.Deletion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes services: out of sight, and their secrets for good, in one short transaction. What hangs
 * below them is cleared away afterwards.
 */
final class Deleting {
  private static final Logger LOG = LoggerFactory.getLogger(Deleting.class);

  private final Database database;

  Deleting(Database database) {
    this.database = database;
  }

  Deletion delete(Scope scope, ServiceId id) {
    Deletion deletion =
        database.transaction("deleting a service", connection -> hide(connection, scope, id));
    if (deletion instanceof Deletion.Deleted) {
      clear(id);
    }
    return deletion;
  }

  private static Deletion hide(Connection connection, Scope scope, ServiceId id)
      throws SQLException {
    // the lock that inserting a deployment waits for
    String lock = "SELECT FROM clickdeploy.services s WHERE %s AND s.id = ? FOR UPDATE";
    if (!Seen.in(scope, Sql.of(lock.formatted(Seen.IN_SCOPE))).uuid(id.value()).any(connection)) {
      return new Deletion.NoSuchService();
    }
    Optional<DeploymentId> live = live(connection, id);
    if (live.isPresent()) {
      return new Deletion.Busy(live.get());
    }
    for (String table :
        new String[] {"service_secrets", "service_values", "service_registry_credentials"}) {
      Sql.of("DELETE FROM clickdeploy.%s WHERE service_id = ?".formatted(table))
          .uuid(id.value())
          .update(connection);
    }
    Sql.of(
            """
            UPDATE clickdeploy.services
            SET deleted_at = statement_timestamp(), name_folded = chr(1) || id,
                image_reference = NULL, image_digest = NULL, image_deployment_id = NULL,
                image_deployment_created_at = NULL, locked_tools = '{}', locked_versions = '{}'
            WHERE id = ?
            """)
        .uuid(id.value())
        .update(connection);
    return new Deletion.Deleted();
  }

  private static Optional<DeploymentId> live(Connection connection, ServiceId id)
      throws SQLException {
    return Sql.of(
            """
            SELECT id FROM clickdeploy.deployments
            WHERE service_id = ? AND status IN ('queued', 'running', 'cancelling')
            ORDER BY created_at LIMIT 1
            """)
        .uuid(id.value())
        .first(connection, row -> new DeploymentId(row.uuid("id")));
  }

  /** As much as there is of most services; the rest is left to whoever tidies. */
  private void clear(ServiceId id) {
    try {
      Clearing.first(database, id);
    } catch (PortException e) {
      LOG.warn("service={} its history is cleared away later: {}", id, e.getMessage());
    }
  }
}
