package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentFilter;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Deployments;
import dev.clickdeploy.port.in.FollowedLog;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Deployments in memory; {@code before} runs first in every verb, and may block or throw. */
final class FakeDeployments implements Deployments {
  static final CommitSha SHA = new CommitSha("0123456789".repeat(4));

  volatile Runnable before = () -> {};
  final List<TriggerDeployment> commands = Collections.synchronizedList(new ArrayList<>());
  private final List<Deployment> deployments = Collections.synchronizedList(new ArrayList<>());
  private final List<StoredLogLine> lines = Collections.synchronizedList(new ArrayList<>());
  private final List<FakeFollowedLog> followers = new CopyOnWriteArrayList<>();
  private final FakeServices services;
  private final InstantSource clock;

  FakeDeployments(FakeServices services, InstantSource clock) {
    this.services = services;
    this.clock = clock;
  }

  @Override
  public Deployment trigger(TriggerDeployment command) {
    before.run();
    services.get(command.scope(), command.service());
    commands.add(command);
    GitRef ref = Objects.requireNonNullElse(command.ref(), new GitRef("main"));
    Deployment queued =
        Deployment.queued(
            DeploymentId.next(clock),
            command.scope().organization(),
            command.service(),
            new Origin(Trigger.API, ref, SHA, command.idempotencyKey(), command.noCache()),
            null,
            clock.instant());
    deployments.add(0, queued);
    return queued;
  }

  @Override
  public Deployment get(Scope scope, DeploymentId id) {
    before.run();
    synchronized (deployments) {
      return deployments.stream()
          .filter(d -> d.id().equals(id) && d.organization().equals(scope.organization()))
          .findFirst()
          .orElseThrow(() -> RequestException.notFound("deployment", id));
    }
  }

  @Override
  public List<Deployment> list(
      Scope scope,
      ServiceId service,
      DeploymentFilter filter,
      int limit,
      @Nullable DeploymentId before) {
    this.before.run();
    services.get(scope, service);
    if (limit < 1 || limit > 100) {
      throw new IllegalArgumentException("limit " + limit);
    }
    List<Deployment> all =
        deployments.stream().filter(d -> d.service().equals(service) && filter.matches(d)).toList();
    int from =
        IntStream.range(0, all.size())
                .filter(i -> all.get(i).id().equals(before))
                .findFirst()
                .orElse(-1)
            + 1;
    return all.stream().skip(from).limit(limit).toList();
  }

  @Override
  public List<StoredLogLine> logs(Scope scope, DeploymentId id, long after, int limit) {
    get(scope, id);
    if (limit < 1 || limit > 1_000) {
      throw new IllegalArgumentException("limit " + limit);
    }
    synchronized (lines) {
      return lines.stream().filter(line -> line.sequence() > after).limit(limit).toList();
    }
  }

  @Override
  public FollowedLog follow(Scope scope, DeploymentId id, long after) {
    get(scope, id);
    FakeFollowedLog followed =
        new FakeFollowedLog(from -> logs(scope, id, from, 250), () -> get(scope, id), after);
    followers.add(followed);
    return followed;
  }

  /** How many follow a log and have not closed it. */
  long followers() {
    return followers.stream().filter(FakeFollowedLog::isOpen).count();
  }

  @Override
  public Deployment cancel(Scope scope, DeploymentId id) {
    Deployment found = get(scope, id);
    Deployment next =
        switch (found.status()) {
          case QUEUED -> found.cancelled(clock.instant());
          case RUNNING -> found.cancelling();
          case CANCELLING, CANCELLED -> found;
          case SUCCEEDED, FAILED, SUPERSEDED ->
              throw new RequestException(
                  Reason.CONFLICT, "the deployment has " + DeploymentStatus.SUCCEEDED);
        };
    replace(next);
    return next;
  }

  /** One that came from somewhere else. */
  Deployment add(Deployment queued) {
    deployments.add(0, queued);
    return queued;
  }

  /** What a worker made of it. */
  void replace(Deployment next) {
    deployments.replaceAll(d -> d.id().equals(next.id()) ? next : d);
  }

  /** Writes to the one log that there is. */
  void log(LogLine.Stream stream, String text) {
    lines.add(new StoredLogLine(lines.size() + 1, new LogLine(clock.instant(), stream, text)));
  }
}
