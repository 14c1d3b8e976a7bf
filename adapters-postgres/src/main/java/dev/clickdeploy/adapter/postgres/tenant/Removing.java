package dev.clickdeploy.adapter.postgres.tenant;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.out.TenantStore.Removal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;

/**
 * Removes what holds nothing any more. Its row is locked before what it holds is counted, so that
 * nothing can be hung below it meanwhile; tokens go with it by their foreign keys.
 */
final class Removing {
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private Removing() {}

  static Removal organization(Connection connection, OrganizationId id) throws SQLException {
    Sql lock =
        Sql.of("SELECT FROM clickdeploy.organizations WHERE id = ? FOR UPDATE").uuid(id.value());
    Sql held =
        Sql.of(
                """
                SELECT name, count(*) OVER () AS held FROM clickdeploy.projects
                WHERE organization_id = ? ORDER BY name_folded COLLATE "C" LIMIT ?
                """)
            .uuid(id.value());
    return removed(
        connection,
        lock,
        held,
        Sql.of("DELETE FROM clickdeploy.webhook_deliveries WHERE organization_id = ?")
            .uuid(id.value()),
        Sql.of("DELETE FROM clickdeploy.organizations WHERE id = ?").uuid(id.value()));
  }

  static Removal project(Connection connection, OrganizationId organization, ProjectId id)
      throws SQLException {
    Sql lock =
        Sql.of("SELECT FROM clickdeploy.projects WHERE organization_id = ? AND id = ? FOR UPDATE")
            .uuid(organization.value())
            .uuid(id.value());
    Sql held =
        Sql.of(
                """
                SELECT name, count(*) OVER () AS held FROM clickdeploy.services
                WHERE project_id = ? AND deleted_at IS NULL
                ORDER BY name_folded COLLATE "C" LIMIT ?
                """)
            .uuid(id.value());
    return removed(
        connection,
        lock,
        held,
        Sql.of("DELETE FROM clickdeploy.projects WHERE id = ?").uuid(id.value()));
  }

  private static Removal removed(Connection connection, Sql lock, Sql held, Sql... deletions)
      throws SQLException {
    if (!lock.any(connection)) {
      return new Removal.Missing();
    }
    Optional<Removal.Holding> holding = holding(connection, held);
    if (holding.isPresent()) {
      return holding.get();
    }
    return deleted(connection, deletions)
        ? new Removal.Removed()
        : new Removal.Holding(List.of(), 0);
  }

  private record Held(Name name, int count) {}

  private static Optional<Removal.Holding> holding(Connection connection, Sql held)
      throws SQLException {
    List<Held> some =
        held.number(Removal.Holding.MOST_NAMES)
            .list(connection, row -> new Held(new Name(row.text("name")), row.integer("held")));
    return some.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Removal.Holding(some.stream().map(Held::name).toList(), some.getFirst().count()));
  }

  /** False, and nothing happened, when something out of sight still hangs below it. */
  private static boolean deleted(Connection connection, Sql... deletions) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      for (Sql deletion : deletions) {
        deletion.update(connection);
      }
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      if (!FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      return false;
    }
  }
}
