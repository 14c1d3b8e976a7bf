package dev.clickdeploy.core.build;

import dev.clickdeploy.core.job.JobResult;
import dev.clickdeploy.core.job.StopReason;
import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.port.out.DeploymentStore;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * The ways in which an attempt ends, each written once: last words to the log, the deployment's
 * state, and what the pool has to do with the job.
 */
final class Endings {
  private static final int MOST_TRIES = 20;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);

  private final Work work;
  private final Journal journal;
  private final Scribe scribe;
  private final Redaction redaction;
  private final DeploymentStore deployments;
  private final Backoff backoff;
  private final EventSink events;
  private final InstantSource clock;

  Endings(
      Work work,
      Journal journal,
      Scribe scribe,
      Redaction redaction,
      DeploymentStore deployments,
      Backoff backoff,
      EventSink events,
      InstantSource clock) {
    this.work = work;
    this.journal = journal;
    this.scribe = scribe;
    this.redaction = redaction;
    this.deployments = deployments;
    this.backoff = backoff;
    this.events = events;
    this.clock = clock;
  }

  JobResult succeeded(PushedImage image) {
    Deployment succeeded = journal.deployment().succeeded(image, clock.instant());
    succeeded.buildDuration().ifPresent(took -> journal.say("succeeded in " + Wording.of(took)));
    return finish(succeeded);
  }

  JobResult failed(Failure failure) {
    Failure shown = redaction.of(failure);
    journal.say(
        "failed (%s): %s"
            .formatted(
                shown.type().name().toLowerCase(Locale.ROOT).replace('_', ' '), shown.message()));
    shown.source().ifPresent(excerpt -> Wording.numbered(excerpt).forEach(journal::say));
    shown.hint().ifPresent(hint -> journal.say("what to do: " + hint));
    return finish(journal.deployment().failed(shown, clock.instant()));
  }

  /** Tried again while attempts are left, failed otherwise. */
  JobResult failedForNow(Failure failure) {
    int attempt = work.job().attempt();
    int most = work.job().maxAttempts();
    if (attempt >= most) {
      journal.say("attempt %d of %d failed, no attempt is left".formatted(attempt, most));
      return failed(failure);
    }
    String message = redaction.of(failure.message());
    journal.say(
        "attempt %d of %d failed: %s; trying again in %s%s"
            .formatted(
                attempt,
                most,
                message,
                backoff.jitter() == 0 ? "" : "about ",
                Wording.of(backoff.after(attempt))));
    requeue();
    return new JobResult.Retry(message);
  }

  JobResult stopped(StopReason reason) {
    return switch (reason) {
      case CANCEL_REQUESTED -> {
        journal.say("cancelled");
        yield finish(journal.deployment().cancelled(clock.instant()));
      }
      case HANDING_BACK -> {
        journal.say("this worker stops; another one begins anew");
        requeue();
        yield new JobResult.HandedBack();
      }
      case CLAIM_LOST -> new JobResult.ClaimLost();
    };
  }

  private JobResult finish(Deployment terminal) {
    scribe.close();
    if (!persistently(() -> written(terminal))) {
      throw new ClaimLostException();
    }
    events.on(new Event.DeploymentChanged(terminal.id(), terminal.status()));
    if (terminal.origin().trigger() != Trigger.ROLLBACK) { // which builds nothing
      events.on(ended(terminal));
    }
    return new JobResult.AlreadyEnded(terminal.status().name().toLowerCase(Locale.ROOT));
  }

  private static Event ended(Deployment terminal) {
    Instant end = Objects.requireNonNull(terminal.finishedAt(), "it has ended");
    return new Event.BuildEnded(
        terminal.id(),
        terminal.status(),
        terminal.buildDuration().orElse(Duration.ZERO),
        terminal.phaseTimes().durations(end));
  }

  private boolean written(Deployment terminal) {
    journal.flush();
    return deployments.finish(work.claim(), terminal);
  }

  /** A finished build is not thrown away for a database that restarts. */
  private boolean persistently(BooleanSupplier write) {
    for (int tries = 1; ; tries++) {
      try {
        return write.getAsBoolean();
      } catch (PortException e) {
        if (!e.isRetryable() || tries == MOST_TRIES) {
          throw e;
        }
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  private void requeue() {
    scribe.close();
    journal.change(d -> d.status() == DeploymentStatus.RUNNING ? d.requeued() : d);
    journal.flush();
    Deployment queued = journal.deployment();
    events.on(new Event.DeploymentChanged(queued.id(), queued.status()));
  }
}
