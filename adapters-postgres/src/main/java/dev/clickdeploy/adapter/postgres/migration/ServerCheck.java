package dev.clickdeploy.adapter.postgres.migration;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import java.sql.Connection;
import java.sql.SQLException;

/** What the SQL of this adapter relies on. */
final class ServerCheck {
  private static final int OLDEST = 14;

  private ServerCheck() {}

  private record Server(int version, String encoding, String isolation) {
    static Server read(Row row) throws SQLException {
      return new Server(row.integer("version"), row.text("encoding"), row.text("isolation"));
    }
  }

  static void requireFit(Connection connection) throws SQLException {
    Server server =
        Sql.of(
                """
                SELECT current_setting('server_version_num')::integer / 10000 AS version,
                       current_setting('server_encoding') AS encoding,
                       current_setting('default_transaction_isolation') AS isolation
                """)
            .first(connection, Server::read)
            .orElseThrow();
    require(
        server.version() >= OLDEST,
        "PostgreSQL %d is too old".formatted(server.version()),
        "use PostgreSQL %d or later".formatted(OLDEST));
    require(
        server.encoding().equals("UTF8"),
        "the database's encoding is %s; logs need UTF8".formatted(server.encoding()),
        "create the database with ENCODING 'UTF8'");
    // a claim that meets another one would fail instead of going on to the next job
    require(
        server.isolation().equals("read committed"),
        "connections begin at isolation level '%s'; the queue needs 'read committed'"
            .formatted(server.isolation()),
        "give click-deploy a pool with PostgreSQL's default isolation level");
  }

  private static void require(boolean holds, String message, String mend) {
    if (!holds) {
      throw new PortException(FailureClass.INFRASTRUCTURE, message, mend, null);
    }
  }
}
