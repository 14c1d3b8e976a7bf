package dev.clickdeploy.adapter.postgres.control;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The partitions of finished_jobs, one for each day of UTC. */
final class Partitions {
  private static final String PREFIX = "finished_jobs_";

  private Partitions() {}

  /** As in finished_jobs_20260131. */
  private static String name(LocalDate day) {
    return "clickdeploy." + PREFIX + day.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static String start(LocalDate day) {
    return "'" + day + " 00:00:00+00'::timestamptz";
  }

  /**
   * Creates a day's partition unless it is there, with what the default one has of the day. Readers
   * do not wait for it. Whoever finishes a job does, for this moment: underway to the default
   * partition it would be refused there.
   */
  static void create(Connection connection, LocalDate day) throws SQLException {
    if (exists(connection, day)) {
      return;
    }
    String sql =
        """
        LOCK TABLE clickdeploy.finished_jobs IN SHARE ROW EXCLUSIVE MODE;
        CREATE TABLE %1$s (LIKE clickdeploy.finished_jobs INCLUDING ALL);
        LOCK TABLE clickdeploy.finished_jobs_default IN ACCESS EXCLUSIVE MODE;
        WITH moved AS (
          DELETE FROM clickdeploy.finished_jobs_default
          WHERE finished_at >= %2$s AND finished_at < %3$s
          RETURNING *
        )
        INSERT INTO %1$s SELECT * FROM moved;
        ALTER TABLE clickdeploy.finished_jobs ATTACH PARTITION %1$s FOR VALUES FROM (%2$s) TO (%3$s);
        """;
    execute(connection, sql.formatted(name(day), start(day), start(day.plusDays(1))));
  }

  private static boolean exists(Connection connection, LocalDate day) throws SQLException {
    return Sql.of("SELECT WHERE to_regclass(?) IS NOT NULL").text(name(day)).any(connection);
  }

  /** The days that have a partition. */
  static List<LocalDate> days(Connection connection) throws SQLException {
    return Sql.of(
            """
            SELECT substr(c.relname, length(?) + 1) AS day FROM pg_inherits i
            JOIN pg_class c ON c.oid = i.inhrelid
            WHERE i.inhparent = 'clickdeploy.finished_jobs'::regclass AND c.relname ~ ?
            ORDER BY 1
            """)
        .text(PREFIX)
        .text("^" + PREFIX + "\\d{8}$")
        .list(
            connection, row -> LocalDate.parse(row.text("day"), DateTimeFormatter.BASIC_ISO_DATE));
  }

  /** Drops a day's partition when its last moment is past keeping. */
  static void dropIfOlder(Connection connection, LocalDate day, Duration keep) throws SQLException {
    boolean old =
        Sql.of(
                "SELECT WHERE ?::timestamptz <= statement_timestamp() - ? * interval '1"
                    + " microsecond'")
            .text(day.plusDays(1) + " 00:00:00+00")
            .micros(keep)
            .any(connection);
    if (old && exists(connection, day)) {
      execute(connection, "DROP TABLE " + name(day));
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
