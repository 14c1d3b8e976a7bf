package dev.clickdeploy.core.build;

import dev.clickdeploy.core.job.JobHandler;
import dev.clickdeploy.core.job.JobResult;
import dev.clickdeploy.core.job.StopReason;
import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.Storage;
import java.time.InstantSource;

/**
 * Handles the jobs of deployments: comes to an image by building it or, for rollbacks, by finding
 * it where it was, and writes how that ended.
 */
public final class BuildHandler implements JobHandler {
  private final Storage storage;
  private final BuildTools tools;
  private final Subjects subjects;
  private final Course course;
  private final BuildLimits limits;
  private final Backoff backoff;
  private final EventSink events;
  private final InstantSource clock;
  private final String worker;

  /**
   * Builds with these tools.
   *
   * @param backoff as the pool waits between attempts, for telling it
   * @param worker the name of this process, for those who ask who works
   */
  public BuildHandler(
      Storage storage,
      BuildTools tools,
      BuildLimits limits,
      Backoff backoff,
      EventSink events,
      InstantSource clock,
      String worker) {
    this(
        new Pipeline(tools, storage.services(), storage.deployments(), storage.retention(), limits),
        storage,
        tools,
        limits,
        backoff,
        events,
        clock,
        worker);
  }

  /** Handles rollbacks instead, in the same way. */
  public BuildHandler ofRollbacks() {
    Course back = new Rollback(storage.deployments(), tools.registry());
    return new BuildHandler(back, storage, tools, limits, backoff, events, clock, worker);
  }

  private BuildHandler(
      Course course,
      Storage storage,
      BuildTools tools,
      BuildLimits limits,
      Backoff backoff,
      EventSink events,
      InstantSource clock,
      String worker) {
    this.storage = storage;
    this.tools = tools;
    this.subjects = new Subjects(storage);
    this.course = course;
    this.limits = limits;
    this.backoff = backoff;
    this.events = events;
    this.clock = clock;
    this.worker = worker;
  }

  @Override
  public JobResult handle(Work work) {
    return subjects
        .of(work.job())
        .map(subject -> handle(work, subject))
        .orElseGet(() -> new JobResult.Failed("there is no deployment " + work.job().subject()));
  }

  private JobResult handle(Work work, Subject subject) {
    Deployment deployment = subject.deployment();
    if (deployment.status().isTerminal()) {
      return new JobResult.Failed("the deployment had ended before: " + deployment.status());
    }
    Redaction redaction =
        Redaction.of(subject.secrets(), subject.inputs(), tools.registry().logins());
    Journal journal = new Journal(storage, work, deployment, redaction, clock);
    try (Scribe scribe = Scribe.start(journal, events);
        TimeLimit limit = TimeLimit.start(limits.timeout(), work.cancellation())) {
      Endings endings = endings(work, journal, scribe, redaction);
      return attempt(subject, work, journal, limit, endings);
    } catch (ClaimLostException e) {
      return new JobResult.ClaimLost();
    }
  }

  private Endings endings(Work work, Journal journal, Scribe scribe, Redaction redaction) {
    return new Endings(
        work, journal, scribe, redaction, storage.deployments(), backoff, events, clock);
  }

  private JobResult attempt(
      Subject subject, Work work, Journal journal, TimeLimit limit, Endings endings) {
    try {
      if (subject.deployment().status() == DeploymentStatus.CANCELLING) {
        return endings.stopped(StopReason.CANCEL_REQUESTED);
      }
      begin(journal);
      return endings.succeeded(course.run(subject, work, journal, limit));
    } catch (ClaimLostException e) {
      throw e;
    } catch (RuntimeException e) {
      return work.stopping()
          .map(endings::stopped)
          .orElseGet(() -> failed(e, journal, limit, endings));
    }
  }

  private void begin(Journal journal) {
    // still running when its former worker died and nobody has noticed yet
    journal.change(
        deployment ->
            (deployment.status() == DeploymentStatus.RUNNING ? deployment.requeued() : deployment)
                .startedBy(worker, clock.instant()));
    journal.flush();
    Deployment started = journal.deployment();
    events.on(new Event.DeploymentChanged(started.id(), started.status()));
  }

  private JobResult failed(
      RuntimeException why, Journal journal, TimeLimit limit, Endings endings) {
    if (limit.isExceeded()) {
      return endings.failed(limit.failure());
    }
    return switch (why) {
      case StepFailedException step -> endings.failed(step.failure());
      case PortException outside when outside.isRetryable() -> {
        trouble("met trouble", journal, outside);
        yield endings.failedForNow(outside.failure());
      }
      case PortException outside -> endings.failed(outside.failure());
      default -> {
        trouble("broke down", journal, why);
        yield endings.failedForNow(
            Failure.of(
                FailureClass.INFRASTRUCTURE,
                "the %s broke down by a fault of this system".formatted(course.noun()),
                "the operator's log has the cause under the deployment's id"));
      }
    };
  }

  private void trouble(String what, Journal journal, RuntimeException why) {
    events.on(
        new Event.Trouble(
            "the %s of deployment %s %s".formatted(course.noun(), journal.deployment().id(), what),
            why));
  }
}
