package dev.clickdeploy.adapter.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.Secret;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of a test class's own on the real server, dropped afterwards. */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {
  /** The key under which {@link #postgres} encrypts. */
  public static final Secret KEY = key(7);

  private final String name = "postgres_it_" + UUID.randomUUID().toString().replace("-", "");
  private final boolean migrated;
  private HikariDataSource pool;

  private TestDatabase(boolean migrated) {
    this.migrated = migrated;
  }

  /** With the schema. */
  public static TestDatabase migrated() {
    return new TestDatabase(true);
  }

  /** Without anything. */
  public static TestDatabase empty() {
    return new TestDatabase(false);
  }

  /** A key of 32 equal bytes. */
  public static Secret key(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return Secret.of(Base64.getEncoder().encodeToString(bytes));
  }

  private static String serverUrl() throws Exception {
    return url("postgres.url");
  }

  private static String url(String property) throws Exception {
    String file =
        Objects.requireNonNull(
            System.getProperty("clickdeploy.services"),
            "integration tests need bootstrap/services/up --properties FILE and"
                + " -Dclickdeploy.services=FILE");
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file))) {
      properties.load(reader);
    }
    return Objects.requireNonNull(properties.getProperty(property), property);
  }

  private static void onServer(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(serverUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    onServer("CREATE DATABASE " + name);
    HikariConfig config = new HikariConfig();
    config.setDataSource(single());
    config.setMaximumPoolSize(12);
    config.setMinimumIdle(1);
    pool = new HikariDataSource(config);
    if (migrated) {
      postgres().migrate();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws Exception {
    if (pool != null) {
      pool.close();
    }
    onServer("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  /** A new connection each time. */
  public PGSimpleDataSource single() throws Exception {
    return source(serverUrl());
  }

  /** A new connection each time, to a transaction pooler before the server. */
  public PGSimpleDataSource throughPgBouncer() throws Exception {
    return source(url("pgbouncer.url"));
  }

  private PGSimpleDataSource source(String server) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(server);
    source.setDatabaseName(name);
    source.setApplicationName("postgres-it");
    return source;
  }

  /** Twelve connections. */
  public HikariDataSource pool() {
    return pool;
  }

  /** The adapter on this database. */
  public Postgres postgres() throws Exception {
    return Postgres.using(pool, single(), KEY);
  }

  /** Statements as a stranger may run them. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A query as a stranger may run it. */
  public <T> List<T> query(Sql sql, Sql.Mapper<T> mapper) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return sql.list(connection, mapper);
    }
  }
}
