package dev.clickdeploy.adapter.postgres.tenant;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.port.out.TenantStore.Renaming;
import java.sql.Connection;
import java.sql.SQLException;

/** Changes of names, which only the unique indexes can judge. */
final class Naming {
  private static final String UNIQUE_VIOLATION = "23505";

  private Naming() {}

  /** By a statement that is a transaction of its own and gives the changed row. */
  static <T> Renaming<T> change(Connection connection, Sql update, Sql.Mapper<T> mapper)
      throws SQLException {
    try {
      return update
          .first(connection, mapper)
          .<Renaming<T>>map(Renaming.Renamed::new)
          .orElseGet(Renaming.Missing::new);
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return new Renaming.NameTaken<>();
      }
      throw e;
    }
  }
}
