package dev.clickdeploy.core.deployment;

import dev.clickdeploy.core.log.LogFollowers;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentFilter;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Deployments;
import dev.clickdeploy.port.in.FollowedLog;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.SourceRepository;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Deployments as callers see them, each within its own organization. */
public final class DeploymentDesk implements Deployments {
  private static final int MOST_DEPLOYMENTS = 100;
  private static final int MOST_LINES = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Storage storage;
  private final DeploymentIntake intake;
  private final RefResolution refs;
  private final EventSink events;
  private final InstantSource clock;
  private final LogFollowers followers;

  /** Reads from this storage and queues through this intake. */
  public DeploymentDesk(
      Storage storage,
      SourceRepository sources,
      DeploymentIntake intake,
      EventSink events,
      InstantSource clock,
      LogFollowers followers) {
    this.storage = storage;
    this.followers = followers;
    this.intake = intake;
    this.refs = new RefResolution(storage.services(), sources, PATIENCE);
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Deployment trigger(TriggerDeployment command) {
    Service service = service(command.scope(), command.service());
    GitRef ref = command.ref() == null ? service.branch() : command.ref();
    RefResolution.Named named = refs.resolve(service, ref);
    String key = command.idempotencyKey() == null ? null : "api:" + command.idempotencyKey();
    Origin origin = new Origin(Trigger.API, ref, named.sha(), key, command.noCache());
    return intake.queue(service, origin, named.commit());
  }

  @Override
  public Deployment get(Scope scope, DeploymentId id) {
    return storage
        .deployments()
        .find(scope, id)
        .orElseThrow(() -> RequestException.notFound("deployment", id));
  }

  @Override
  public List<Deployment> list(
      Scope scope,
      ServiceId service,
      DeploymentFilter filter,
      int limit,
      @Nullable DeploymentId before) {
    service(scope, service);
    int most = atMost(MOST_DEPLOYMENTS, limit);
    return storage.deployments().list(scope, service, filter, most, before);
  }

  @Override
  public List<StoredLogLine> logs(Scope scope, DeploymentId id, long after, int limit) {
    get(scope, id);
    return storage.logs().read(id, after, atMost(MOST_LINES, limit));
  }

  @Override
  public FollowedLog follow(Scope scope, DeploymentId id, long after) {
    return followers.follow(get(scope, id).id(), after);
  }

  @Override
  public Deployment cancel(Scope scope, DeploymentId id) {
    DeploymentStatus before = get(scope, id).status();
    Deployment now =
        storage
            .deployments()
            .requestCancel(scope, id, clock.instant())
            .orElseThrow(() -> RequestException.notFound("deployment", id));
    if (now.status() != before) {
      events.on(new EventSink.Event.DeploymentChanged(id, now.status()));
    }
    return switch (now.status()) {
      case QUEUED, RUNNING, CANCELLING, CANCELLED -> now;
      case SUCCEEDED, FAILED, SUPERSEDED ->
          throw new RequestException(
              Reason.CONFLICT,
              "deployment %s has already %s and cannot be cancelled"
                  .formatted(id, ended(now.status())));
    };
  }

  private static String ended(DeploymentStatus status) {
    return status == DeploymentStatus.SUPERSEDED
        ? "been superseded"
        : status.name().toLowerCase(Locale.ROOT);
  }

  private Service service(Scope scope, ServiceId id) {
    return storage
        .services()
        .find(scope, id)
        .orElseThrow(() -> RequestException.notFound("service", id));
  }

  private static int atMost(int most, int limit) {
    if (limit < 1) {
      throw new RequestException(
          Reason.INVALID, "the limit is %d; give 1 to %d".formatted(limit, most));
    }
    return Math.min(limit, most);
  }
}
