package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.queue.Interventions;
import dev.clickdeploy.adapter.postgres.queue.JobLocks;
import dev.clickdeploy.adapter.postgres.queue.LockedJob;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.Superseding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What newer pushes to a ref do to the older ones' deployments. */
public final class Replacing {
  private final Connection connection;
  private final List<NewJob> jobs = new ArrayList<>();

  private Replacing(Connection connection) {
    this.connection = connection;
  }

  /** A deployment that takes the place of others. */
  public record Newer(Deployment deployment, Superseding which) {}

  private record Candidate(Newer newer, DeploymentId deployment, JobId job) {}

  /**
   * Ends those that pushes asked for; whoever works on one is woken and has lost its claim.
   *
   * @param all of different services
   * @return what came of it; its jobs are still to be enqueued
   */
  public static Replaced within(Connection connection, List<Newer> all) throws SQLException {
    List<Newer> replacing = all.stream().filter(newer -> newer.which != Superseding.NONE).toList();
    if (replacing.isEmpty()) {
      return new Replaced(Map.of(), List.of());
    }
    Replacing replaced = new Replacing(connection);
    return new Replaced(replaced.replaced(replacing), replaced.jobs);
  }

  /**
   * What took the place of what.
   *
   * @param ended those that ended, by what took their place
   * @param jobs those that tell git hosts of it
   */
  public record Replaced(Map<DeploymentId, List<DeploymentId>> ended, List<NewJob> jobs) {}

  private Map<DeploymentId, List<DeploymentId>> replaced(List<Newer> all) throws SQLException {
    Map<DeploymentId, List<DeploymentId>> ended = new LinkedHashMap<>();
    List<Candidate> candidates = candidates(all);
    List<Candidate> done = new ArrayList<>(waitingOnes(candidates));
    for (Candidate candidate : candidates) {
      if (!done.contains(candidate) && replaced(candidate)) {
        done.add(candidate);
      }
    }
    for (Candidate candidate : done) {
      ended
          .computeIfAbsent(candidate.newer.deployment.id(), id -> new ArrayList<>())
          .add(candidate.deployment);
    }
    return ended;
  }

  private List<Candidate> candidates(List<Newer> all) throws SQLException {
    return Sql.of(
            """
            SELECT k.place, d.id, d.job_id
            FROM unnest(?::uuid[], ?::uuid[], ?::text[])
              WITH ORDINALITY AS k (newer, service_id, ref, place)
            CROSS JOIN LATERAL (
              SELECT id, job_id FROM clickdeploy.deployments
              WHERE service_id = k.service_id AND ref = k.ref
                AND status IN ('queued', 'running', 'cancelling')
                AND triggered_by NOT IN ('api', 'redeploy', 'rollback') AND id <> k.newer
              OFFSET 0
            ) d
            ORDER BY d.id
            """)
        .uuids(all.stream().map(newer -> newer.deployment.id().value()).toList())
        .uuids(all.stream().map(newer -> newer.deployment.service().value()).toList())
        .texts(all.stream().map(newer -> newer.deployment.origin().ref().value()).toList())
        .list(
            connection,
            row ->
                new Candidate(
                    all.get((int) row.number("place") - 1),
                    new DeploymentId(row.uuid("id")),
                    new JobId(row.uuid("job_id"))));
  }

  /** One that nobody works on, locked with its job. */
  private record Waiting(Candidate candidate, Job job, Deployment older) {}

  /** Those that nobody works on, which are most of them: all at once. */
  private List<Candidate> waitingOnes(List<Candidate> candidates) throws SQLException {
    List<Waiting> waiting = candidates.isEmpty() ? List.of() : locked(candidates);
    Interventions.cancelWaiting(connection, waiting.stream().map(Waiting::job).toList());
    List<Deployment> superseded =
        waiting.stream().map(each -> each.older.superseded(at(each.candidate.newer))).toList();
    DeploymentWrites.superseded(connection, superseded);
    jobs.addAll(News.of(connection, superseded));
    return waiting.stream().map(Waiting::candidate).toList();
  }

  private List<Waiting> locked(List<Candidate> candidates) throws SQLException {
    Map<JobId, Job> jobs = new HashMap<>();
    for (LockedJob each :
        JobLocks.waiting(connection, candidates.stream().map(Candidate::job).toList())) {
      jobs.put(each.job().id(), each.job());
    }
    List<DeploymentId> ids =
        candidates.stream()
            .filter(candidate -> jobs.containsKey(candidate.job))
            .map(Candidate::deployment)
            .toList();
    Map<DeploymentId, Deployment> deployments = new HashMap<>();
    for (Deployment each : DeploymentReads.lock(connection, ids)) {
      deployments.put(each.id(), each);
    }
    List<Waiting> waiting = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Job job = jobs.get(candidate.job);
      Deployment older = deployments.get(candidate.deployment);
      if (job != null && older != null && older.status() == DeploymentStatus.QUEUED) {
        waiting.add(new Waiting(candidate, job, older));
      }
    }
    return waiting;
  }

  private boolean replaced(Candidate candidate) throws SQLException {
    Optional<LockedJob> job = JobLocks.live(connection, candidate.job);
    Optional<Deployment> older =
        DeploymentReads.lock(connection, candidate.job, candidate.deployment)
            .filter(deployment -> isReplaceable(deployment.status(), candidate.newer.which));
    if (older.isEmpty()) {
      return false;
    }
    if (job.isPresent()) {
      Interventions.cancelAtOnce(connection, job.get().job());
    }
    DeploymentWrites.write(connection, older.get().superseded(at(candidate.newer)));
    return true;
  }

  private static Instant at(Newer newer) {
    return Sql.micros(newer.deployment.createdAt());
  }

  private static boolean isReplaceable(DeploymentStatus status, Superseding which) {
    return switch (status) {
      case QUEUED -> true;
      case RUNNING -> which == Superseding.RUNNING;
      case CANCELLING, SUCCEEDED, FAILED, CANCELLED, SUPERSEDED -> false;
    };
  }
}
