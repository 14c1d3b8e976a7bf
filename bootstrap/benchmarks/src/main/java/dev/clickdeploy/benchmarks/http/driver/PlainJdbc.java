package dev.clickdeploy.benchmarks.http.driver;

import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.model.deployment.LogLine;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.postgresql.PGConnection;

/**
 * The peers of log ingest: the same lines in the same batches into a table with the same columns
 * and key, by a batch of INSERTs or by COPY; without claims, foreign keys or followers.
 */
final class PlainJdbc {
  private static final String TABLE =
      """
      CREATE SCHEMA IF NOT EXISTS plain;
      CREATE TABLE IF NOT EXISTS plain.lines (
        deployment_id uuid NOT NULL,
        sequence bigint GENERATED ALWAYS AS IDENTITY,
        at timestamptz NOT NULL,
        stream text NOT NULL,
        text text NOT NULL,
        PRIMARY KEY (deployment_id, sequence)
      )
      """;

  private final HikariDataSource pool;

  PlainJdbc(int port) throws SQLException {
    pool = Pools.pool(port);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
  }

  private interface Batch {
    void write(Connection connection, UUID build, List<LogLine> lines)
        throws SQLException, IOException;
  }

  void insert(int builds, int lines) throws InterruptedException {
    write(builds, lines, PlainJdbc::insert);
  }

  void copy(int builds, int lines) throws InterruptedException {
    write(builds, lines, PlainJdbc::copy);
  }

  private void write(int builds, int lines, Batch batch) throws InterruptedException {
    List<UUID> ids = IntStream.range(0, builds).mapToObj(i -> UUID.randomUUID()).toList();
    AtOnce.run(
        ids,
        id -> {
          for (int from = 0; from < lines; from += Lines.BATCH) {
            List<LogLine> next = Lines.batch(from, Math.min(lines, from + Lines.BATCH));
            try (Connection connection = pool.getConnection()) {
              connection.setAutoCommit(false);
              batch.write(connection, id, next);
              connection.commit();
            }
          }
        });
  }

  private static void insert(Connection connection, UUID build, List<LogLine> lines)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO plain.lines (deployment_id, at, stream, text) VALUES (?, ?, ?, ?)")) {
      for (LogLine line : lines) {
        insert.setObject(1, build);
        insert.setObject(2, line.at().atOffset(ZoneOffset.UTC));
        insert.setString(3, "stdout");
        insert.setString(4, line.text());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** The lines hold none of the characters that COPY's text form escapes. */
  private static void copy(Connection connection, UUID build, List<LogLine> lines)
      throws SQLException, IOException {
    StringBuilder text = new StringBuilder(lines.size() * 160);
    for (LogLine line : lines) {
      Stream.of(build, line.at(), "stdout").forEach(part -> text.append(part).append('\t'));
      text.append(line.text()).append('\n');
    }
    connection
        .unwrap(PGConnection.class)
        .getCopyAPI()
        .copyIn(
            "COPY plain.lines (deployment_id, at, stream, text) FROM STDIN",
            new StringReader(text.toString()));
  }
}
