package dev.clickdeploy.bootstrap.fault;

import dev.clickdeploy.model.job.Claim;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * What handlers wrote down about their work, in a table beside the queue, and what became of it.
 */
final class Ledger {
  private final DataSource database;

  Ledger(DataSource database) {
    this.database = database;
  }

  void create() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS begun (job uuid, fence bigint, worker text)");
    }
  }

  void begun(Claim claim, String worker) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("INSERT INTO begun VALUES (?, ?, ?)")) {
      insert.setObject(1, claim.job().value());
      insert.setLong(2, claim.fence());
      insert.setString(3, worker);
      insert.executeUpdate();
    }
  }

  long count(String query) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Jobs that have begun and not ended. */
  long live() {
    return count("SELECT count(*) FROM clickdeploy.jobs");
  }

  long begun() {
    return count("SELECT count(*) FROM begun");
  }

  /** What must never be, in words; empty when all is well. */
  List<String> wrongs(int jobs) {
    List<String> wrongs = new ArrayList<>();
    expect(
        wrongs,
        "completed jobs",
        "SELECT count(*) FROM clickdeploy.finished_jobs WHERE status = 'completed'",
        jobs);
    expect(
        wrongs,
        "different completed jobs",
        "SELECT count(DISTINCT id) FROM clickdeploy.finished_jobs",
        jobs);
    expect(wrongs, "live jobs", "SELECT count(*) FROM clickdeploy.jobs", 0);
    expect(
        wrongs,
        "completions by another claim than the job's newest",
        """
        SELECT count(*) FROM clickdeploy.finished_jobs f
        WHERE f.fence <> (SELECT max(b.fence) FROM begun b WHERE b.job = f.id)
        """,
        0);
    expect(
        wrongs,
        "claims that were handed out twice",
        "SELECT count(*) FROM (SELECT FROM begun GROUP BY job, fence HAVING count(*) > 1) AS twice",
        0);
    return wrongs;
  }

  private void expect(List<String> wrongs, String what, String query, long expected) {
    long found = count(query);
    if (found != expected) {
      wrongs.add("%s: %d instead of %d".formatted(what, found, expected));
    }
  }
}
