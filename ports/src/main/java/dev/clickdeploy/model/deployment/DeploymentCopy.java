package dev.clickdeploy.model.deployment;

import dev.clickdeploy.model.IllegalTransitionException;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.source.Commit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The next state of a deployment under construction: what is not said stays as it was. */
final class DeploymentCopy {
  private final Deployment from;
  private DeploymentStatus status;
  private int attempt;
  private @Nullable String worker;
  private @Nullable Phase phase;
  private Progress progress;
  private @Nullable Commit commit;
  private @Nullable String planSummary;
  private @Nullable Provenance provenance;
  private @Nullable PushedImage image;
  private @Nullable Instant imageDeletedAt;
  private @Nullable Failure failure;
  private PhaseTimes phaseTimes;
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;

  DeploymentCopy(Deployment from) {
    this.from = from;
    this.status = from.status();
    this.attempt = from.attempt();
    this.worker = from.worker();
    this.phase = from.phase();
    this.progress = from.progress();
    this.commit = from.commit();
    this.planSummary = from.planSummary();
    this.provenance = from.provenance();
    this.image = from.image();
    this.imageDeletedAt = from.imageDeletedAt();
    this.failure = from.failure();
    this.phaseTimes = from.phaseTimes();
    this.startedAt = from.startedAt();
    this.finishedAt = from.finishedAt();
  }

  DeploymentCopy status(DeploymentStatus next) {
    if (!status.successors().contains(next)) {
      throw new IllegalTransitionException("a deployment", status, next);
    }
    status = next;
    return this;
  }

  DeploymentCopy forgetAttempt() {
    phase = null;
    provenance = null;
    progress = Progress.NONE;
    phaseTimes = PhaseTimes.NONE;
    return this;
  }

  DeploymentCopy by(@Nullable String begins) {
    attempt++;
    worker = begins;
    return this;
  }

  DeploymentCopy phase(Phase next) {
    phase = next;
    return this;
  }

  DeploymentCopy phaseTimes(PhaseTimes next) {
    phaseTimes = next;
    return this;
  }

  DeploymentCopy progress(Progress next) {
    progress = next;
    return this;
  }

  DeploymentCopy commit(Commit next) {
    commit = next;
    return this;
  }

  DeploymentCopy planSummary(String next) {
    planSummary = next;
    return this;
  }

  DeploymentCopy provenance(Provenance next) {
    provenance = next;
    return this;
  }

  DeploymentCopy image(PushedImage next) {
    image = next;
    return this;
  }

  DeploymentCopy imageDeletedAt(@Nullable Instant next) {
    imageDeletedAt = next;
    return this;
  }

  DeploymentCopy failure(Failure next) {
    failure = next;
    return this;
  }

  DeploymentCopy startedAt(Instant next) {
    startedAt = next;
    return this;
  }

  DeploymentCopy finishedAt(Instant next) {
    finishedAt = next;
    return this;
  }

  Deployment build() {
    return new Deployment(
        from.id(),
        from.organization(),
        from.service(),
        from.origin(),
        status,
        attempt,
        worker,
        phase,
        progress,
        commit,
        planSummary,
        provenance,
        image,
        imageDeletedAt,
        failure,
        phaseTimes,
        from.createdAt(),
        startedAt,
        finishedAt);
  }
}
