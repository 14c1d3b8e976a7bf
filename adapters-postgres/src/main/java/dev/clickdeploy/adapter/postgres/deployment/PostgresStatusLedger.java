package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.status.CommitState;
import dev.clickdeploy.port.out.StatusLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** What git hosts were told, in the table commit_statuses. */
public final class PostgresStatusLedger implements StatusLedger {
  /** Writes the turn unless another one has it; whoever had it before may take it again. */
  private static final String TAKE =
      """
      INSERT INTO clickdeploy.commit_statuses AS c
        (service_id, sha, teller_job_id, teller_fence, turn_until)
      VALUES (?, ?, ?, ?, clock_timestamp() + ? * interval '1 microsecond')
      ON CONFLICT (service_id, sha) DO UPDATE
      SET teller_job_id = excluded.teller_job_id, teller_fence = excluded.teller_fence,
          turn_until = excluded.turn_until
      WHERE c.turn_until IS NULL OR c.turn_until <= clock_timestamp()
         OR (c.teller_job_id = excluded.teller_job_id AND c.teller_fence = excluded.teller_fence)
      RETURNING c.told_deployment_id, c.told_state
      """;

  private static final String GIVE_BACK =
      """
      UPDATE clickdeploy.commit_statuses
      SET teller_job_id = NULL, teller_fence = NULL, turn_until = NULL,
          told_deployment_id = CASE WHEN ? THEN ? ELSE told_deployment_id END,
          told_state = CASE WHEN ? THEN ? ELSE told_state END
      WHERE service_id = ? AND sha = ? AND teller_job_id = ? AND teller_fence = ?
      """;

  private final Database database;

  /** What this database keeps. */
  public PostgresStatusLedger(Database database) {
    this.database = database;
  }

  private record Told(Optional<String> deployment, Optional<String> state) {
    static Told read(Row row) throws SQLException {
      return new Told(
          Optional.ofNullable(row.textOrNull("told_deployment_id")),
          Optional.ofNullable(row.textOrNull("told_state")));
    }

    boolean is(Deployment newest) {
      return deployment.equals(Optional.of(newest.id().toString()))
          && state.equals(Optional.of(stateOf(newest)));
    }
  }

  @Override
  public Turn begin(DeploymentId about, Claim by, Duration most) {
    return database.transaction(
        "taking a turn to tell a git host",
        connection -> {
          Optional<Deployment> one = DeploymentReads.load(connection, about);
          return one.isEmpty() ? new Turn.Nothing() : begin(connection, one.get(), by, most);
        });
  }

  private static Turn begin(Connection connection, Deployment one, Claim by, Duration most)
      throws SQLException {
    Optional<Told> told =
        Sql.of(TAKE)
            .uuid(one.service().value())
            .text(one.origin().sha().value())
            .uuid(by.job().value())
            .number(by.fence())
            .micros(most)
            .first(connection, Told::read);
    if (told.isEmpty()) {
      return new Turn.Busy();
    }
    // read under the row's lock: whoever told before has written what
    Deployment newest = DeploymentReads.newestOfCommit(connection, one);
    if (told.get().is(newest)) {
      giveBack(connection, by, newest, false);
      return new Turn.Nothing();
    }
    return new Turn.Tell(newest);
  }

  @Override
  public void end(Claim by, Deployment newest, boolean told) {
    database.transaction(
        "ending a turn to tell a git host", connection -> giveBack(connection, by, newest, told));
  }

  private static int giveBack(Connection connection, Claim by, Deployment newest, boolean told)
      throws SQLException {
    return Sql.of(GIVE_BACK)
        .flag(told)
        .uuid(newest.id().value())
        .flag(told)
        .text(stateOf(newest))
        .uuid(newest.service().value())
        .text(newest.origin().sha().value())
        .uuid(by.job().value())
        .number(by.fence())
        .update(connection);
  }

  private static String stateOf(Deployment deployment) {
    return Row.name(CommitState.of(deployment.status()));
  }
}
