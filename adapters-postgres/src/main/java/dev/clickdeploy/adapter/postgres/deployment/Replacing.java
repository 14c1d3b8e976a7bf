package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.queue.Interventions;
import dev.clickdeploy.adapter.postgres.queue.JobLocks;
import dev.clickdeploy.adapter.postgres.queue.LockedJob;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.service.Superseding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a newer push to a ref does to the older ones' deployments. */
public final class Replacing {
  private Replacing() {}

  private record Candidate(DeploymentId deployment, JobId job) {}

  /** Ends those that pushes asked for; whoever works on one is woken and has lost its claim. */
  public static List<DeploymentId> within(
      Connection connection, Deployment newer, Superseding which) throws SQLException {
    List<DeploymentId> ended = new ArrayList<>();
    if (which != Superseding.NONE) {
      for (Candidate candidate : candidates(connection, newer)) {
        if (replaced(connection, candidate, newer, which)) {
          ended.add(candidate.deployment());
        }
      }
    }
    return ended;
  }

  private static List<Candidate> candidates(Connection connection, Deployment newer)
      throws SQLException {
    return Sql.of(
            """
            SELECT id, job_id FROM clickdeploy.deployments
            WHERE service_id = ? AND ref = ? AND status IN ('queued', 'running', 'cancelling')
              AND triggered_by NOT IN ('api', 'redeploy', 'rollback') AND id <> ?
            ORDER BY id
            """)
        .uuid(newer.service().value())
        .text(newer.origin().ref().value())
        .uuid(newer.id().value())
        .list(
            connection,
            row -> new Candidate(new DeploymentId(row.uuid("id")), new JobId(row.uuid("job_id"))));
  }

  private static boolean replaced(
      Connection connection, Candidate candidate, Deployment newer, Superseding which)
      throws SQLException {
    Optional<LockedJob> job = JobLocks.live(connection, candidate.job());
    Optional<Deployment> older =
        DeploymentReads.lock(connection, candidate.job(), candidate.deployment())
            .filter(deployment -> isReplaceable(deployment.status(), which));
    if (older.isEmpty()) {
      return false;
    }
    if (job.isPresent()) {
      Interventions.cancelAtOnce(connection, job.get().job());
    }
    DeploymentWrites.write(connection, older.get().superseded(Sql.micros(newer.createdAt())));
    return true;
  }

  private static boolean isReplaceable(DeploymentStatus status, Superseding which) {
    return switch (status) {
      case QUEUED -> true;
      case RUNNING -> which == Superseding.RUNNING;
      case CANCELLING, SUCCEEDED, FAILED, CANCELLED, SUPERSEDED -> false;
    };
  }
}
