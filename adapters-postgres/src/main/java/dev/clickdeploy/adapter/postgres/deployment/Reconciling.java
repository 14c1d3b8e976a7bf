package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.queue.JobLocks;
import dev.clickdeploy.adapter.postgres.queue.JobWrites;
import dev.clickdeploy.adapter.postgres.queue.LockedJob;
import dev.clickdeploy.adapter.postgres.signal.Back;
import dev.clickdeploy.adapter.postgres.signal.Notify;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings deployments in line with their jobs, each in a transaction of its own. */
final class Reconciling {
  private static final int AT_ONCE = 500;

  private final Database database;

  Reconciling(Database database) {
    this.database = database;
  }

  private record Suspect(DeploymentId deployment, JobId job) {}

  List<Deployment> reconcile(Instant now) {
    List<Deployment> changed = new ArrayList<>();
    for (Suspect suspect : database.run("looking for orphaned deployments", this::suspects)) {
      database
          .transaction(
              "reconciling a deployment",
              connection -> reconcile(connection, suspect, Sql.micros(now)))
          .ifPresent(changed::add);
    }
    return changed;
  }

  private List<Suspect> suspects(Connection connection) throws SQLException {
    return Sql.of(
            """
            SELECT d.id, d.job_id FROM clickdeploy.deployments d
            LEFT JOIN clickdeploy.jobs j ON j.id = d.job_id
            WHERE d.status IN ('queued', 'running', 'cancelling')
              AND (j.id IS NULL OR (j.lease_until IS NULL AND d.status = 'running'))
            ORDER BY d.id LIMIT ?
            """)
        .number(AT_ONCE)
        .list(
            connection,
            row -> new Suspect(new DeploymentId(row.uuid("id")), new JobId(row.uuid("job_id"))));
  }

  private static Optional<Deployment> reconcile(Connection connection, Suspect suspect, Instant now)
      throws SQLException {
    Optional<Job> live = JobLocks.live(connection, suspect.job()).map(LockedJob::job);
    Optional<Deployment> stored =
        DeploymentReads.lock(connection, suspect.job(), suspect.deployment())
            .filter(deployment -> !deployment.status().isTerminal());
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    Optional<Job> job = live.isPresent() ? live : JobWrites.find(connection, suspect.job());
    Optional<Deployment> next = Rules.reconciled(stored.get(), job, now);
    if (next.isPresent()) {
      DeploymentWrites.write(connection, next.get());
      if (next.get().status() == DeploymentStatus.QUEUED) {
        // whoever claimed while the job was locked here has passed over it
        Notify.back(connection, job.map(Reconciling::back).stream().toList());
      }
    }
    return next;
  }

  private static Back back(Job job) {
    return new Back(job.organization(), job.runAt());
  }
}
