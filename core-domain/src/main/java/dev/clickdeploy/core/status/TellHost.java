package dev.clickdeploy.core.status;

import dev.clickdeploy.core.job.JobHandler;
import dev.clickdeploy.core.job.JobResult;
import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.status.CommitState;
import dev.clickdeploy.model.status.CommitStatus;
import dev.clickdeploy.port.out.CommitStatuses;
import dev.clickdeploy.port.out.CommitStatuses.Answer;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.StatusLedger.Turn;
import dev.clickdeploy.port.out.Storage;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells a git host the newest state of a commit. Whatever the host does, no deployment waits for it
 * or hears of it.
 */
public final class TellHost implements JobHandler {
  private static final Duration LONGEST_TURN = Duration.ofMinutes(2);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Backoff USUAL =
      new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10), 0.2);

  private final Storage storage;
  private final CommitStatuses hosts;
  private final Function<DeploymentId, Optional<URI>> links;
  private final EventSink events;

  /**
   * Tells these hosts.
   *
   * @param links where people see a deployment
   */
  public TellHost(
      Storage storage,
      CommitStatuses hosts,
      Function<DeploymentId, Optional<URI>> links,
      EventSink events) {
    this.storage = storage;
    this.hosts = hosts;
    this.links = links;
    this.events = events;
  }

  @Override
  public JobResult handle(Work work) {
    DeploymentId id = DeploymentId.parse(work.job().subject());
    return switch (storage.statuses().begin(id, work.claim(), LONGEST_TURN)) {
      case Turn.Nothing nothing -> new JobResult.Done();
      case Turn.Busy busy -> later(work, id, new Answer.Later("another one is telling it", null));
      case Turn.Tell tell -> tell(work, tell.newest());
    };
  }

  private JobResult tell(Work work, Deployment newest) {
    boolean settled = false;
    try {
      Answer answer =
          status(newest)
              .map(status -> hosts.tell(status, work.cancellation()))
              .orElseGet(Answer.NoSuchHost::new);
      settled = !(answer instanceof Answer.Later);
      return result(work, newest.id(), answer);
    } finally {
      storage.statuses().end(work.claim(), newest, settled);
    }
  }

  private JobResult result(Work work, DeploymentId deployment, Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> new JobResult.Done();
      case Answer.NoSuchHost none -> new JobResult.Done();
      case Answer.Refused refused -> {
        events.on(new EventSink.Event.StatusRefused(deployment, refused.why()));
        yield new JobResult.Failed(refused.why());
      }
      case Answer.Later later -> later(work, deployment, later);
    };
  }

  private JobResult later(Work work, DeploymentId deployment, Answer.Later later) {
    if (work.job().attempt() >= work.job().maxAttempts()) {
      String why = "%s, %d times over".formatted(later.why(), work.job().attempt());
      events.on(new EventSink.Event.StatusRefused(deployment, why));
      return new JobResult.Failed(why);
    }
    boolean held = storage.jobs().fail(work.claim(), later.why(), true, pause(later));
    return held ? new JobResult.AlreadyEnded("to be told later") : new JobResult.ClaimLost();
  }

  /** Never shorter than the host wants it, and never so long that the status is forgotten. */
  private static Backoff pause(Answer.Later later) {
    Duration asked = later.after();
    if (asked == null) {
      return USUAL;
    }
    Duration pause = asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    return new Backoff(pause, pause);
  }

  /** What the service's settings, its token and the deployment tell; absent: there is no host. */
  private Optional<CommitStatus> status(Deployment deployment) {
    Optional<Service> service = storage.services().load(deployment.service());
    Optional<Credential> credential =
        storage.services().secrets(deployment.service()).flatMap(ServiceSecrets::credential);
    if (service.isEmpty()
        || !service.get().pushes().commitStatus()
        || !(credential.orElse(null) instanceof Credential.Token token)) {
      return Optional.empty();
    }
    return Optional.of(
        new CommitStatus(
            new RepositoryAccess(service.get().repository(), token),
            deployment.origin().trigger(),
            deployment.origin().sha(),
            "click-deploy/" + service.get().name(),
            CommitState.of(deployment.status()),
            Description.of(deployment),
            links.apply(deployment.id()).orElse(null)));
  }
}
