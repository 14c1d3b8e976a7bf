package dev.clickdeploy.model.deployment;

import dev.clickdeploy.model.IllegalTransitionException;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to turn one commit of one service into an image, or to take an earlier image back.
 * Every transition is a method that returns the next state or throws {@link
 * IllegalTransitionException}; stores repeat the guard, because only they see races.
 *
 * @param attempt how often a worker has begun, 0 while none has; one that gave it back counts too
 * @param worker who works on it or did last, by the name of its process; null when nobody said
 * @param phase what it is doing; kept at the end, so that a failure tells where it happened
 * @param commit null until fetched, unless the trigger carried it
 * @param planSummary runtime and builder in a few words; null until planned
 * @param provenance what its image is made of; null until planned
 * @param image present exactly when succeeded
 * @param imageDeletedAt since when its image is no longer kept in the registry, and so not to be
 *     used; null while it is
 * @param failure present exactly when failed
 */
public record Deployment(
    DeploymentId id,
    OrganizationId organization,
    ServiceId service,
    Origin origin,
    DeploymentStatus status,
    int attempt,
    @Nullable String worker,
    @Nullable Phase phase,
    Progress progress,
    @Nullable Commit commit,
    @Nullable String planSummary,
    @Nullable Provenance provenance,
    @Nullable PushedImage image,
    @Nullable Instant imageDeletedAt,
    @Nullable Failure failure,
    PhaseTimes phaseTimes,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {
  public Deployment {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(service, "service");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(progress, "progress");
    Objects.requireNonNull(phaseTimes, "phaseTimes");
    Objects.requireNonNull(createdAt, "createdAt");
    require(attempt >= 0, "attempts are counted from 0");
    require((image != null) == (status == DeploymentStatus.SUCCEEDED), "an image means success");
    require(imageDeletedAt == null || image != null, "only an image that was made is deleted");
    require((failure != null) == (status == DeploymentStatus.FAILED), "a failure means failed");
    require((finishedAt != null) == status.isTerminal(), "an end means a terminal status");
  }

  /** A new deployment that waits for a worker. */
  public static Deployment queued(
      DeploymentId id,
      OrganizationId organization,
      ServiceId service,
      Origin origin,
      @Nullable Commit commit,
      Instant now) {
    return new Deployment(
        id,
        organization,
        service,
        origin,
        DeploymentStatus.QUEUED,
        0,
        null,
        null,
        Progress.NONE,
        commit,
        null,
        null,
        null,
        null,
        null,
        PhaseTimes.NONE,
        now,
        null,
        null);
  }

  /** A worker has begun; a new attempt forgets the phases of the one before. */
  public Deployment started(Instant now) {
    return startedBy(null, now);
  }

  /** The same by a worker that says its name. */
  public Deployment startedBy(@Nullable String by, Instant now) {
    return copy().status(DeploymentStatus.RUNNING).startedAt(now).forgetAttempt().by(by).build();
  }

  /**
   * The attempt ended without an outcome (its worker died, gave it back, or will retry): queued
   * again.
   */
  public Deployment requeued() {
    return copy().status(DeploymentStatus.QUEUED).forgetAttempt().build();
  }

  /** The next phase begins. Only a running deployment has phases, and they never go back. */
  public Deployment entered(Phase next, Instant now) {
    if (status != DeploymentStatus.RUNNING || (phase != null && phase.compareTo(next) >= 0)) {
      throw new IllegalTransitionException("a deployment", phase == null ? status : phase, next);
    }
    return copy().phase(next).phaseTimes(phaseTimes.begin(next, now)).build();
  }

  /** The commit is known. */
  public Deployment with(Commit fetched) {
    return copy().commit(fetched).build();
  }

  /** The plan is known. */
  public Deployment planned(String summary) {
    return copy().planSummary(summary).build();
  }

  /** What its image is made of is known. */
  public Deployment madeOf(Provenance what) {
    return copy().provenance(what).build();
  }

  /** The build went on. */
  public Deployment with(Progress next) {
    return copy().progress(next).build();
  }

  /** Someone asked to stop it while it runs. */
  public Deployment cancelling() {
    return copy().status(DeploymentStatus.CANCELLING).build();
  }

  /** It was stopped. */
  public Deployment cancelled(Instant now) {
    return copy().status(DeploymentStatus.CANCELLED).finishedAt(now).build();
  }

  /** A newer push made it unnecessary. */
  public Deployment superseded(Instant now) {
    return copy().status(DeploymentStatus.SUPERSEDED).finishedAt(now).build();
  }

  /** Its image is in the registry and was verified there. */
  public Deployment succeeded(PushedImage pushed, Instant now) {
    return copy().status(DeploymentStatus.SUCCEEDED).image(pushed).finishedAt(now).build();
  }

  /** Its image is not kept any longer. */
  public Deployment imageDeleted(Instant now) {
    return copy().imageDeletedAt(now).build();
  }

  /** Its image is kept after all. */
  public Deployment imageKept() {
    return copy().imageDeletedAt(null).build();
  }

  /** It failed for good. */
  public Deployment failed(Failure why, Instant now) {
    return copy().status(DeploymentStatus.FAILED).failure(why).finishedAt(now).build();
  }

  /** From the start of the last attempt to its end, absent before both are known. */
  public Optional<Duration> buildDuration() {
    return startedAt == null || finishedAt == null
        ? Optional.empty()
        : Optional.of(Duration.between(startedAt, finishedAt));
  }

  private DeploymentCopy copy() {
    return new DeploymentCopy(this);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
