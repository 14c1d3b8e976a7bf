package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.queue.JobLocks;
import dev.clickdeploy.adapter.postgres.queue.JobWrites;
import dev.clickdeploy.adapter.postgres.queue.LockedJob;
import dev.clickdeploy.adapter.postgres.service.CurrentImage;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.job.Claim;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** What the holder of a deployment's job writes. */
final class Working {
  private final Database database;

  Working(Database database) {
    this.database = database;
  }

  /** What the holder may still change: both rows locked, the deployment not ended. */
  private record Held(LockedJob job, Deployment stored) {}

  boolean update(Claim claim, Deployment next) {
    Rules.require(!next.status().isTerminal(), "a terminal state is written by finish");
    return database.transaction(
        "updating a deployment",
        connection -> {
          Optional<Held> held = hold(connection, claim, next);
          if (held.isPresent()) {
            DeploymentWrites.write(connection, accepted(held.get().stored(), next));
          }
          return held.isPresent();
        });
  }

  private static Deployment accepted(Deployment stored, Deployment next) {
    if (stored.status() == DeploymentStatus.CANCELLING) {
      return Rules.keepCancelling(next);
    }
    Rules.requireLegal(stored, next);
    return next;
  }

  boolean finish(Claim claim, Deployment terminal) {
    Rules.require(terminal.status().isTerminal(), "finish needs a terminal state");
    return database.transaction(
        "finishing a deployment",
        connection -> {
          Optional<Held> held = hold(connection, claim, terminal);
          if (held.isPresent()) {
            finish(connection, held.get(), terminal);
          }
          return held.isPresent();
        });
  }

  private static void finish(Connection connection, Held held, Deployment terminal)
      throws SQLException {
    Rules.requireLegal(held.stored(), terminal);
    JobWrites.write(connection, Rules.ended(held.job().job(), terminal));
    if (terminal.failure() != null) {
      JobWrites.attemptFailed(connection, held.job().job(), terminal.failure().message());
    }
    DeploymentWrites.write(connection, terminal);
    if (terminal.image() != null) {
      // by the stored times and ids, not by those that the caller says
      CurrentImage.offer(connection, held.stored(), terminal.image());
    }
  }

  private static Optional<Held> hold(Connection connection, Claim claim, Deployment next)
      throws SQLException {
    Optional<LockedJob> job = JobLocks.held(connection, claim);
    if (job.isEmpty()) {
      return Optional.empty();
    }
    return DeploymentReads.lock(connection, claim.job(), next.id())
        .filter(stored -> !stored.status().isTerminal())
        .map(stored -> new Held(job.get(), stored));
  }
}
