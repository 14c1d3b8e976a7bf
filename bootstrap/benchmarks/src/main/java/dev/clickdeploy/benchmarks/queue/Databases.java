package dev.clickdeploy.benchmarks.queue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The server's databases: one fresh one for each measurement, copied from a template if need be.
 */
final class Databases {
  /** What decides about durability and speed; reported with the figures. */
  private static final String SETTINGS =
      "'server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'autovacuum',"
          + " 'wal_level', 'shared_buffers', 'max_wal_size', 'checkpoint_timeout'";

  private final int port;
  private final String strategy;

  /**
   * @param large whether templates are large: then copying files is quicker than writing pages to
   *     the log, although it costs checkpoints
   */
  Databases(int port, boolean large) {
    this.port = port;
    this.strategy = large ? "file_copy" : "wal_log";
  }

  int port() {
    return port;
  }

  void create(String name) throws SQLException {
    drop(name);
    execute("postgres", "CREATE DATABASE " + name);
  }

  void copy(String template, String name) throws SQLException {
    drop(name);
    execute(
        "postgres", "CREATE DATABASE " + name + " TEMPLATE " + template + " STRATEGY " + strategy);
  }

  void drop(String name) throws SQLException {
    execute("postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  /** The same start for everyone: statistics, visibility, and no checkpoint due. */
  void settle(String name) throws SQLException {
    execute(name, "VACUUM ANALYZE");
    execute(name, "CHECKPOINT");
  }

  /** Copies rows under new ids, doubling them until there are enough. */
  void multiply(String name, String table, int rows, int wanted) throws SQLException {
    for (int have = rows; have < wanted; have *= 2) {
      execute(
          name,
          """
          INSERT INTO %1$s
          SELECT (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid()))).*
          FROM %1$s t LIMIT %2$d
          """
              .formatted(table, Math.min(have, wanted - have)));
    }
  }

  static boolean isEmpty(Connection connection, String from) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT NOT EXISTS (SELECT FROM " + from + ")")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  Connection connect(String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + name + "?user=postgres");
  }

  Map<String, Object> settings() throws SQLException {
    Map<String, Object> settings = new LinkedHashMap<>();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name, current_setting(name) FROM pg_settings WHERE name IN ("
                    + SETTINGS
                    + ") ORDER BY name")) {
      while (rows.next()) {
        settings.put(rows.getString(1), rows.getString(2));
      }
    }
    return settings;
  }

  private void execute(String database, String sql) throws SQLException {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
