package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.Scope;
import java.sql.Connection;
import java.sql.SQLException;

/** Which services a caller can see: those of the scope that are not deleted. */
final class Seen {
  /** A condition on the row s. */
  static final String IN_SCOPE =
      "s.deleted_at IS NULL AND s.organization_id = ?"
          + " AND (?::uuid IS NULL OR s.project_id = ?::uuid)";

  private Seen() {}

  /** Binds the condition. */
  static Sql in(Scope scope, Sql sql) {
    var project = scope.project() == null ? null : scope.project().value();
    return sql.uuid(scope.organization().value()).uuid(project).uuid(project);
  }

  /** Keeps other changes of a service out until the transaction ends; false without such a one. */
  static boolean lock(Connection connection, Scope scope, ServiceId id) throws SQLException {
    String select = "SELECT FROM clickdeploy.services s WHERE %s AND s.id = ? FOR NO KEY UPDATE";
    return in(scope, Sql.of(select.formatted(IN_SCOPE))).uuid(id.value()).any(connection);
  }
}
