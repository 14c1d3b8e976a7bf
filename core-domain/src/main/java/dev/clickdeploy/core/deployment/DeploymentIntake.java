package dev.clickdeploy.core.deployment;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.DeploymentStore;
import dev.clickdeploy.port.out.DeploymentStore.Creation;
import dev.clickdeploy.port.out.EventSink;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Queues new deployments, whoever asked for them. */
public final class DeploymentIntake {
  private final DeploymentStore store;
  private final EventSink events;
  private final InstantSource clock;
  private final int attempts;

  /**
   * Queues into this store.
   *
   * @param attempts how often the work may be tried, 1 to 100
   */
  public DeploymentIntake(
      DeploymentStore store, EventSink events, InstantSource clock, int attempts) {
    this.store = store;
    this.events = events;
    this.clock = clock;
    this.attempts = attempts;
  }

  /** The deployment that is queued now, or the earlier one with the same deduplication key. */
  public Deployment queue(Service service, Origin origin, @Nullable Commit commit) {
    Draft draft = draft(service, origin, commit);
    return switch (store.create(draft.deployment(), draft.job())) {
      case Creation.Created created -> {
        events.on(
            new EventSink.Event.DeploymentChanged(
                created.deployment().id(), created.deployment().status()));
        yield created.deployment();
      }
      case Creation.Duplicate duplicate -> duplicate.existing();
    };
  }

  /** A deployment with its job, neither written yet. */
  public record Draft(Deployment deployment, NewJob job) {}

  /** What {@link #queue} would write, for whoever writes more with it. */
  public Draft draft(Service service, Origin origin, @Nullable Commit commit) {
    Deployment deployment =
        Deployment.queued(
            DeploymentId.next(clock),
            service.organization(),
            service.id(),
            origin,
            commit,
            createdAt(service, origin));
    return new Draft(deployment, job(deployment));
  }

  /**
   * Whoever asks for an earlier deployment again means it to win over all that are there, and the
   * machines that created those may have clocks that are ahead.
   */
  private Instant createdAt(Service service, Origin origin) {
    Instant now = clock.instant();
    if (origin.from() == null) {
      return now;
    }
    return store.list(Scope.of(service.organization()), service.id(), 1, null).stream()
        .map(newest -> newest.createdAt().plus(1, ChronoUnit.MICROS))
        .filter(now::isBefore)
        .findFirst()
        .orElse(now);
  }

  /** A job of another kind that has as many attempts as a deployment's. */
  public NewJob jobOf(JobKind kind, Service service, String subject) {
    return NewJob.of(JobId.next(clock), kind, service.organization(), subject, attempts)
        .unique(subject);
  }

  private NewJob job(Deployment deployment) {
    return NewJob.of(
        JobId.next(clock),
        deployment.origin().trigger() == Trigger.ROLLBACK ? JobKind.DEPLOY : JobKind.BUILD,
        deployment.organization(),
        deployment.id().toString(),
        attempts);
  }
}
