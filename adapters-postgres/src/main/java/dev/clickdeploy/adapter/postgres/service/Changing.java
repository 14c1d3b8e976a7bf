package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.ServiceStore.Change;
import dev.clickdeploy.port.out.ServiceStore.PushTarget;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes a service and its secrets under the lock of its row. */
final class Changing {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final SecretRow secretRow;

  Changing(Database database, SecretRow secretRow) {
    this.database = database;
    this.secretRow = secretRow;
  }

  Change change(Scope scope, ServiceId id, UnaryOperator<PushTarget> change) {
    return database.transaction(
        "changing a service", connection -> change(connection, scope, id, change));
  }

  private Change change(
      Connection connection, Scope scope, ServiceId id, UnaryOperator<PushTarget> change)
      throws SQLException {
    if (!Seen.lock(connection, scope, id)) {
      return new Change.NoSuchService();
    }
    Optional<PushTarget> before = read(connection, id);
    if (before.isEmpty()) {
      return new Change.NoSuchService();
    }
    PushTarget asked = change.apply(before.get());
    Service after = before.get().service().with(asked.service().spec());
    if (!written(connection, after)) {
      return new Change.NameTaken();
    }
    if (!asked.secrets().equals(before.get().secrets())) {
      secretRow.update(id, asked.secrets()).update(connection);
    }
    return new Change.Changed(after);
  }

  private Optional<PushTarget> read(Connection connection, ServiceId id) throws SQLException {
    String select =
        """
        SELECT %s, %s FROM clickdeploy.services s
        JOIN clickdeploy.service_secrets x ON x.service_id = s.id WHERE s.id = ?
        """
            .formatted(ServiceRow.COLUMNS, SecretRow.COLUMNS);
    return Sql.of(select)
        .uuid(id.value())
        .first(connection, row -> new PushTarget(ServiceRow.read(row), secretRow.read(row)));
  }

  /** Only the index sees a name that somebody else takes at the same time. */
  private static boolean written(Connection connection, Service after) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      ServiceRow.update(after).update(connection);
      connection.releaseSavepoint(before);
      return true;
    } catch (SQLException e) {
      if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      connection.rollback(before);
      return false;
    }
  }
}
