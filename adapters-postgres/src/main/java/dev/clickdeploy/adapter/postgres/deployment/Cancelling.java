package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.queue.Interventions;
import dev.clickdeploy.adapter.postgres.queue.JobLocks;
import dev.clickdeploy.adapter.postgres.queue.LockedJob;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.tenant.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What a request to cancel does to a deployment and its job. */
final class Cancelling {
  private final Database database;

  Cancelling(Database database) {
    this.database = database;
  }

  Optional<Deployment> request(Scope scope, DeploymentId id, Instant now) {
    return database.transaction(
        "cancelling a deployment",
        connection -> {
          Optional<JobId> job = DeploymentReads.job(connection, scope, id);
          return job.isEmpty()
              ? Optional.empty()
              : request(connection, job.get(), id, Sql.micros(now));
        });
  }

  private static Optional<Deployment> request(
      Connection connection, JobId jobId, DeploymentId id, Instant now) throws SQLException {
    Optional<LockedJob> job = JobLocks.live(connection, jobId);
    Optional<Deployment> deployment = DeploymentReads.lock(connection, jobId, id);
    return deployment.isEmpty()
        ? Optional.empty()
        : Optional.of(cancelled(connection, deployment.get(), job, now));
  }

  private static Deployment cancelled(
      Connection connection, Deployment deployment, Optional<LockedJob> job, Instant now)
      throws SQLException {
    return switch (deployment.status()) {
      case QUEUED -> {
        if (job.isPresent()) {
          Interventions.cancelAtOnce(connection, job.get().job());
        }
        yield written(connection, deployment.cancelled(now));
      }
      case RUNNING -> {
        if (job.isPresent()) {
          Interventions.cancel(connection, job.get().job());
        }
        yield written(connection, deployment.cancelling());
      }
      case CANCELLING, SUCCEEDED, FAILED, CANCELLED, SUPERSEDED -> deployment;
    };
  }

  private static Deployment written(Connection connection, Deployment next) throws SQLException {
    DeploymentWrites.write(connection, next);
    return next;
  }
}
