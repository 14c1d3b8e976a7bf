package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.signal.LogBell;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Hot;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.port.out.LogStore;
import java.sql.SQLException;
import java.util.List;

/** Log lines in the table deployment_logs. */
public final class PostgresLogStore implements LogStore {
  // The lock keeps a rescuer out until the lines are committed, and lets one append of a deployment
  // come after the other: a reader who has seen a number has seen every smaller one.
  private static final Hot APPEND =
      Hot.alone(
          """
          WITH held AS MATERIALIZED (
            SELECT d.id FROM clickdeploy.jobs j
            JOIN clickdeploy.deployments d ON d.job_id = j.id
            WHERE j.id = ? AND j.fence = ? AND j.lease_until > clock_timestamp() AND d.id = ?
            FOR NO KEY UPDATE OF j
          ), written AS (
            INSERT INTO clickdeploy.deployment_logs (deployment_id, at, stream, text)
            SELECT held.id, line.at, line.stream, line.text
            FROM held, unnest(?::timestamptz[], ?::text[], ?::text[])
              WITH ORDINALITY AS line (at, stream, text, position)
            ORDER BY line.position
          )
          SELECT id FROM held
          """);

  private final Database database;
  private final LogBell bell;

  /** Logs of this database, whose followers this bell wakes. */
  public PostgresLogStore(Database database, LogBell bell) {
    this.database = database;
    this.bell = bell;
  }

  @Override
  public boolean append(Claim claim, DeploymentId deployment, List<LogLine> lines) {
    Sql append =
        Sql.of(APPEND)
            .uuid(claim.job().value())
            .number(claim.fence())
            .uuid(deployment.value())
            .instants(lines.stream().map(LogLine::at).toList())
            .texts(lines.stream().map(line -> Row.name(line.stream())).toList())
            .texts(lines.stream().map(LogLine::text).toList());
    boolean accepted = database.run("appending log lines", append::any);
    if (accepted && !lines.isEmpty()) {
      bell.grew(deployment);
    }
    return accepted;
  }

  @Override
  public List<StoredLogLine> read(DeploymentId deployment, long after, int limit) {
    Sql select =
        Sql.of(
                """
                SELECT sequence, at, stream, text FROM clickdeploy.deployment_logs
                WHERE deployment_id = ? AND sequence > ? ORDER BY sequence LIMIT ?
                """)
            .uuid(deployment.value())
            .number(after)
            .number(limit);
    return database.run("reading log lines", c -> select.list(c, PostgresLogStore::line));
  }

  @Override
  public long last(DeploymentId deployment) {
    Sql select =
        Sql.of(
                """
                SELECT sequence FROM clickdeploy.deployment_logs
                WHERE deployment_id = ? ORDER BY sequence DESC LIMIT 1
                """)
            .uuid(deployment.value());
    return database.run(
        "reading the last log line",
        c -> select.first(c, row -> row.number("sequence")).orElse(0L));
  }

  private static StoredLogLine line(Row row) throws SQLException {
    LogLine line =
        new LogLine(
            row.instant("at"), row.constant(LogLine.Stream.class, "stream"), row.text("text"));
    return new StoredLogLine(row.number("sequence"), line);
  }
}
