package dev.clickdeploy.bootstrap.database;

import dev.clickdeploy.model.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL in the data directory, durable (fsync and synchronous commit on), on a free
 * loopback port, opened by a password that only this directory knows.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final String USER = "postgres";
  private static final String HOST_RULES =
      """
      host all all 127.0.0.1/32 scram-sha-256
      host all all ::1/128 scram-sha-256
      """;

  private final EmbeddedPostgres server;
  private final Secret password;

  private EmbeddedDatabase(EmbeddedPostgres server, Secret password) {
    this.server = server;
    this.password = password;
  }

  /**
   * Starts the server, making its cluster on first use. A server that a killed process left behind
   * is stopped first.
   *
   * @param directory held by this process alone
   * @throws UncheckedIOException when it does not start within {@code 30 s}
   */
  public static EmbeddedDatabase start(Path directory, Secret password) {
    Path cluster = directory.resolve("postgresql");
    Path protectedMark = cluster.resolve("click-deploy.protected");
    OrphanedPostmaster.stop(cluster);
    try {
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(cluster)
              .setOverrideWorkingDirectory(directory.resolve("postgresql-binaries").toFile())
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(START)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "50")
              .setServerConfig("shared_buffers", "32MB")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "''")
              .setOutputRedirector(ProcessBuilder.Redirect.appendTo(logFile(directory).toFile()))
              .setErrorRedirector(ProcessBuilder.Redirect.appendTo(logFile(directory).toFile()));
      if (Files.exists(protectedMark)) {
        builder.setConnectConfig("password", password.reveal());
      }
      EmbeddedDatabase database = new EmbeddedDatabase(builder.start(), password);
      if (!Files.exists(protectedMark)) {
        database.protect(cluster);
        Files.createFile(protectedMark);
      }
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the embedded PostgreSQL did not start; its log is " + logFile(directory), e);
    }
  }

  /** Connections to the database, each a new one. */
  public DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {server.getPort()});
    source.setDatabaseName("postgres");
    source.setUser(USER);
    source.setPassword(password.reveal());
    return source;
  }

  /** Where it listens. */
  public int port() {
    return server.getPort();
  }

  /** The fresh cluster trusts every local user: from here on it asks for the password. */
  private void protect(Path cluster) throws IOException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ALTER USER postgres PASSWORD '" + password.reveal().replace("'", "''") + "'");
      Files.writeString(cluster.resolve("pg_hba.conf"), HOST_RULES);
      statement.execute("SELECT pg_reload_conf()");
    } catch (SQLException e) {
      throw new IOException("the embedded PostgreSQL could not be given a password", e);
    }
  }

  private static Path logFile(Path directory) {
    return new File(directory.toFile(), "postgresql.log").toPath();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
