package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.IllegalTransitionException;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentFilter;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.Superseding;
import dev.clickdeploy.model.status.StatusNews;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.DeploymentStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deployments in memory, each with its job in the world's queue. */
public final class FakeDeploymentStore implements DeploymentStore {
  /** By time of creation; identifiers are time-ordered and decide between equal times. */
  static final Comparator<Deployment> OLDEST_FIRST =
      Comparator.comparing(Deployment::createdAt).thenComparing(d -> d.id().toString());

  private final Object lock;
  private final FakeJobQueue jobs;
  private final FakeJobControl control;
  private final FakeServiceStore services;
  private final FakeLogSignals signals;
  private final Map<DeploymentId, Deployment> deployments = new LinkedHashMap<>();
  private final Map<DeploymentId, JobId> jobOf = new LinkedHashMap<>();

  FakeDeploymentStore(
      Object lock,
      FakeJobQueue jobs,
      FakeJobControl control,
      FakeServiceStore services,
      FakeLogSignals signals) {
    this.lock = lock;
    this.jobs = jobs;
    this.control = control;
    this.services = services;
    this.signals = signals;
  }

  @Override
  public Creation create(Deployment queued, NewJob job) {
    require(queued.status() == DeploymentStatus.QUEUED, "a new deployment is queued");
    require(job.subject().equals(queued.id().toString()), "the job's subject is the deployment");
    synchronized (lock) {
      Rejected.unless(
          services.find(Scope.of(queued.organization()), queued.service()).isPresent(),
          "a deployment needs a service of its organization");
      Rejected.unless(!deployments.containsKey(queued.id()), "the deployment's id is taken");
      Optional<Deployment> earlier = earlier(queued);
      if (earlier.isPresent()) {
        return new Creation.Duplicate(earlier.get());
      }
      jobs.enqueue(job);
      deployments.put(queued.id(), queued);
      jobOf.put(queued.id(), job.id());
      tell(queued);
      return new Creation.Created(queued);
    }
  }

  private Optional<Deployment> earlier(Deployment queued) {
    return queued
        .origin()
        .key()
        .flatMap(
            key ->
                deployments.values().stream()
                    .filter(d -> d.service().equals(queued.service()))
                    .filter(d -> key.equals(d.origin().deduplicationKey()))
                    .filter(
                        d ->
                            d.status() != DeploymentStatus.FAILED
                                && d.status() != DeploymentStatus.CANCELLED)
                    .findFirst());
  }

  @Override
  public Optional<Deployment> find(Scope scope, DeploymentId id) {
    return load(id).filter(deployment -> services.find(scope, deployment.service()).isPresent());
  }

  @Override
  public Optional<Deployment> load(DeploymentId id) {
    synchronized (lock) {
      return Optional.ofNullable(deployments.get(id));
    }
  }

  @Override
  public Optional<Deployment> sameInputs(ServiceId service, ImageDigest inputs) {
    synchronized (lock) {
      return deployments.values().stream()
          .filter(d -> d.service().equals(service) && d.status() == DeploymentStatus.SUCCEEDED)
          .filter(d -> d.imageDeletedAt() == null)
          .filter(d -> d.provenance() != null && d.provenance().inputs().equals(inputs))
          .max(OLDEST_FIRST);
    }
  }

  @Override
  public List<Deployment> list(
      Scope scope,
      ServiceId service,
      DeploymentFilter filter,
      int limit,
      @Nullable DeploymentId before) {
    synchronized (lock) {
      Deployment end = before == null ? null : deployments.get(before);
      if (before != null && end == null) {
        return List.of();
      }
      return deployments.values().stream()
          .filter(d -> d.service().equals(service) && services.find(scope, service).isPresent())
          .filter(filter::matches)
          .filter(d -> end == null || OLDEST_FIRST.compare(d, end) < 0)
          .sorted(OLDEST_FIRST.reversed())
          .limit(limit)
          .toList();
    }
  }

  @Override
  public boolean update(Claim claim, Deployment next) {
    require(!next.status().isTerminal(), "a terminal state is written by finish");
    synchronized (lock) {
      Deployment stored = deployments.get(next.id());
      if (!isLive(claim, stored)) {
        return false;
      }
      if (stored.status() == DeploymentStatus.CANCELLING) {
        deployments.put(next.id(), Cancelling.keep(next));
        return true;
      }
      requireLegal(stored, next);
      deployments.put(next.id(), next);
      return true;
    }
  }

  @Override
  public boolean finish(Claim claim, Deployment terminal) {
    require(terminal.status().isTerminal(), "finish needs a terminal state");
    synchronized (lock) {
      Deployment stored = deployments.get(terminal.id());
      if (!isLive(claim, stored)) {
        return false;
      }
      requireLegal(stored, terminal);
      put(terminal);
      jobs.end(claim, failure(terminal), job -> ended(job, terminal));
      if (terminal.image() != null) {
        services.offerImage(terminal, terminal.image());
      }
      return true;
    }
  }

  private static @Nullable String failure(Deployment terminal) {
    return terminal.failure() == null ? null : terminal.failure().message();
  }

  private static Job ended(Job job, Deployment terminal) {
    return switch (terminal.status()) {
      case SUCCEEDED -> job.completed();
      case CANCELLED -> job.cancelled();
      case FAILED -> job.failed(Objects.requireNonNull(terminal.failure()).message());
      case SUPERSEDED -> job.failed("superseded");
      case QUEUED, RUNNING, CANCELLING -> throw new IllegalArgumentException("not terminal");
    };
  }

  @Override
  public Optional<Deployment> requestCancel(Scope scope, DeploymentId id, Instant now) {
    synchronized (lock) {
      return find(scope, id).map(deployment -> askToCancel(deployment, now));
    }
  }

  private Deployment askToCancel(Deployment deployment, Instant now) {
    JobId job = Objects.requireNonNull(jobOf.get(deployment.id()));
    return switch (deployment.status()) {
      case QUEUED -> {
        control.cancelAtOnce(job);
        yield put(deployment.cancelled(now));
      }
      case RUNNING -> {
        control.cancel(job);
        yield put(deployment.cancelling());
      }
      case CANCELLING, SUCCEEDED, FAILED, CANCELLED, SUPERSEDED -> deployment;
    };
  }

  @Override
  public List<Deployment> reconcile(Instant now) {
    synchronized (lock) {
      List<Deployment> changed = new ArrayList<>();
      for (Deployment deployment : List.copyOf(deployments.values())) {
        if (!deployment.status().isTerminal()) {
          Job job = control.get(jobOf.get(deployment.id())).orElseThrow();
          Reconciliation.of(deployment, job, now).ifPresent(next -> changed.add(put(next)));
        }
      }
      return changed;
    }
  }

  /** Ends what a newer push to the ref takes the place of. */
  List<DeploymentId> supersede(Deployment newer, Superseding which) {
    List<DeploymentId> ended = new ArrayList<>();
    for (Deployment older : List.copyOf(deployments.values())) {
      boolean replaced =
          switch (which) {
            case NONE -> false;
            case QUEUED -> older.status() == DeploymentStatus.QUEUED;
            case RUNNING ->
                older.status() == DeploymentStatus.QUEUED
                    || older.status() == DeploymentStatus.RUNNING;
          };
      if (replaced
          && older.service().equals(newer.service())
          && older.origin().ref().equals(newer.origin().ref())
          && older.origin().trigger().isPush()
          && !older.id().equals(newer.id())) {
        control.cancelAtOnce(Objects.requireNonNull(jobOf.get(older.id())));
        ended.add(put(older.superseded(newer.createdAt())).id());
      }
    }
    return ended;
  }

  /** A service's deployment that has not ended. */
  Optional<DeploymentId> live(ServiceId service) {
    return deployments.values().stream()
        .filter(d -> d.service().equals(service) && !d.status().isTerminal())
        .map(Deployment::id)
        .findFirst();
  }

  /** Removes a service's deployments; answers which. */
  List<DeploymentId> forget(ServiceId service) {
    List<DeploymentId> gone =
        deployments.values().stream()
            .filter(d -> d.service().equals(service))
            .map(Deployment::id)
            .toList();
    deployments.keySet().removeAll(gone);
    jobOf.keySet().removeAll(gone);
    return gone;
  }

  /** A service's deployments that succeeded, the newest first. */
  List<Deployment> succeeded(ServiceId service) {
    return deployments.values().stream()
        .filter(d -> d.service().equals(service) && d.status() == DeploymentStatus.SUCCEEDED)
        .sorted(OLDEST_FIRST.reversed())
        .toList();
  }

  /** Writes what changes of a deployment that has ended. */
  void rewrite(Deployment ended) {
    deployments.put(ended.id(), ended);
  }

  /** The live deployments of an organization. */
  List<Deployment> live(OrganizationId organization) {
    return deployments.values().stream()
        .filter(d -> d.organization().equals(organization) && !d.status().isTerminal())
        .toList();
  }

  /** The job that does a deployment's work. */
  public JobId jobOf(DeploymentId id) {
    synchronized (lock) {
      return Objects.requireNonNull(jobOf.get(id), "no such deployment");
    }
  }

  boolean isWorkOf(Claim claim, DeploymentId deployment) {
    return claim.job().equals(jobOf.get(deployment));
  }

  private boolean isLive(Claim claim, @Nullable Deployment stored) {
    return stored != null
        && !stored.status().isTerminal()
        && isWorkOf(claim, stored.id())
        && jobs.holds(claim);
  }

  private Deployment put(Deployment next) {
    deployments.put(next.id(), next);
    if (next.status().isTerminal()) {
      signals.ended(next.id());
      tell(next);
    }
    return next;
  }

  private void tell(Deployment written) {
    if (StatusNews.isNews(written) && services.wantsStatus(written.service())) {
      jobs.enqueue(StatusNews.job(written));
    }
  }

  /** The newest deployment of the commit that this one builds. */
  Optional<Deployment> newestOfCommit(DeploymentId id) {
    return load(id)
        .flatMap(
            one ->
                deployments.values().stream()
                    .filter(d -> d.service().equals(one.service()))
                    .filter(d -> d.origin().sha().equals(one.origin().sha()))
                    .max(OLDEST_FIRST));
  }

  private static void requireLegal(Deployment stored, Deployment next) {
    if (stored.status() != next.status() && !stored.status().successors().contains(next.status())) {
      throw new IllegalTransitionException("a deployment", stored.status(), next.status());
    }
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
