package dev.clickdeploy.bootstrap.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseIT {
  private static final Secret PASSWORD = Secret.of("a password of the tests");
  @TempDir Path directory;

  @Test
  void what_was_written_survives_a_restart_durably_and_only_the_password_opens_it()
      throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, PASSWORD)) {
      execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, PASSWORD)) {
      assertThat(query(database, "SELECT answer FROM kept")).isEqualTo("42");
      assertThat(query(database, "SHOW fsync")).isEqualTo("on");
      assertThat(query(database, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(database, "SHOW server_version_num")).startsWith("18");
      String url =
          "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(database.port());
      assertThatThrownBy(() -> DriverManager.getConnection(url + "&password=wrong").close())
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> DriverManager.getConnection(url).close())
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void a_server_that_a_killed_process_left_behind_is_stopped_and_replaced() throws Exception {
    Process child =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Killed.class.getName(),
                directory.toString())
            .inheritIO()
            .start();
    assertThat(child.waitFor()).isEqualTo(Killed.STATUS);
    long pid = postmaster();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isPresent();

    try (EmbeddedDatabase database = EmbeddedDatabase.start(directory, PASSWORD)) {
      assertThat(postmaster()).isNotEqualTo(pid);
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(query(database, "SELECT answer FROM kept")).isEqualTo("43");
    }
  }

  /** A process that starts the database, writes, and is gone without any chance to tidy up. */
  static final class Killed {
    static final int STATUS = 77;

    public static void main(String[] arguments) throws SQLException {
      EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(arguments[0]), PASSWORD);
      execute(database, "CREATE TABLE kept AS SELECT 43 AS answer");
      Runtime.getRuntime().halt(STATUS);
    }
  }

  private long postmaster() throws IOException {
    return Long.parseLong(
        Files.readAllLines(directory.resolve("postgresql/postmaster.pid")).get(0));
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
