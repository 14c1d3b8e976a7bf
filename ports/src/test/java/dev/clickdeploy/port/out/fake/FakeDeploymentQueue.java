package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.KindState;
import dev.clickdeploy.model.job.QueueCursor;
import dev.clickdeploy.model.job.QueuePlace;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.DeploymentQueue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What runs and waits in memory. */
public final class FakeDeploymentQueue implements DeploymentQueue {
  private final Object lock;
  private final JobRows rows;
  private final FakeDeploymentStore deployments;
  private final FakeServiceStore services;
  private final FakeWorkerRoll workers;

  FakeDeploymentQueue(
      Object lock,
      JobRows rows,
      FakeDeploymentStore deployments,
      FakeServiceStore services,
      FakeWorkerRoll workers) {
    this.lock = lock;
    this.rows = rows;
    this.deployments = deployments;
    this.services = services;
    this.workers = workers;
  }

  @Override
  public Optional<QueuePlace> place(Scope scope, DeploymentId id) {
    synchronized (lock) {
      return deployments.find(scope, id).flatMap(this::place);
    }
  }

  @Override
  public List<QueueEntry> list(
      Scope scope, Set<JobKind> kinds, int limit, @Nullable QueueCursor after) {
    synchronized (lock) {
      return deployments.live(scope.organization()).stream()
          .filter(deployment -> reaches(scope, deployment))
          .flatMap(d -> place(d).map(place -> new QueueEntry(d, place)).stream())
          .filter(entry -> kinds.contains(entry.place().job().kind()))
          .filter(entry -> after == null || entry.cursor().compareTo(after) > 0)
          .sorted(Comparator.comparing(QueueEntry::cursor))
          .limit(limit)
          .toList();
    }
  }

  private boolean reaches(Scope scope, Deployment deployment) {
    return services
        .load(deployment.service())
        .filter(service -> scope.reaches(service.project()))
        .isPresent();
  }

  private Optional<QueuePlace> place(Deployment deployment) {
    return rows.find(deployments.jobOf(deployment.id()))
        .filter(job -> !job.status().isTerminal())
        .map(job -> QueuePlace.of(job, rows.now(), ahead(job), state(job)));
  }

  private int ahead(Job job) {
    QueueCursor own = QueueCursor.of(true, job);
    return count(
        job.kind(),
        other ->
            other.status() == JobStatus.QUEUED
                && other.organization().equals(job.organization())
                && !other.runAt().isAfter(rows.now())
                && QueueCursor.of(true, other).compareTo(own) < 0);
  }

  private KindState state(Job job) {
    Predicate<Job> processed = other -> other.status() == JobStatus.PROCESSING;
    return new KindState(
        rows.limit(job.kind()),
        count(job.kind(), processed),
        count(job.kind(), processed.and(other -> other.organization().equals(job.organization()))),
        workers.slots(job.kind()));
  }

  private int count(JobKind kind, Predicate<Job> which) {
    return (int) rows.all().filter(job -> job.kind().equals(kind)).filter(which).count();
  }
}
