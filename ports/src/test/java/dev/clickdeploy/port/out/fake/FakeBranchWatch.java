package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RepositoryIdentity;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.BranchWatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When branches are looked at, in memory. */
public final class FakeBranchWatch implements BranchWatch {
  private final Object lock;
  private final SettableClock clock;
  private final FakeServiceStore services;
  private final FakeDeploymentStore deployments;
  private final FakePushLedger pushes;
  private final Map<ServiceId, State> states = new HashMap<>();

  private record Key(OrganizationId organization, RepositoryIdentity repository) {}

  private static final class State {
    Instant dueAt = Instant.MIN;
    Instant lookedAt = Instant.MIN;
    int failures;
    @Nullable CommitSha seen;
    Instant seenAt = Instant.MIN;
  }

  FakeBranchWatch(
      Object lock,
      SettableClock clock,
      FakeServiceStore services,
      FakeDeploymentStore deployments,
      FakePushLedger pushes) {
    this.lock = lock;
    this.clock = clock;
    this.services = services;
    this.deployments = deployments;
    this.pushes = pushes;
  }

  @Override
  public List<Look> take(Duration interval, int most) {
    synchronized (lock) {
      Map<Key, List<Service>> repositories = new LinkedHashMap<>();
      for (Service service : services.all()) {
        if (deployed(service).isPresent()) {
          Key key = new Key(service.organization(), service.repository().identity());
          repositories.computeIfAbsent(key, k -> new ArrayList<>()).add(service);
        }
      }
      return repositories.entrySet().stream()
          .filter(entry -> entry.getValue().stream().anyMatch(this::isDue))
          .limit(most)
          .map(entry -> taken(entry.getKey(), entry.getValue(), interval))
          .toList();
    }
  }

  private boolean isDue(Service service) {
    return !state(service.id()).dueAt.isAfter(clock.instant());
  }

  private Look taken(Key key, List<Service> found, Duration interval) {
    int failures = 0;
    for (Service service : found) {
      State state = state(service.id());
      state.dueAt = clock.instant().plus(interval);
      state.lookedAt = clock.instant();
      failures = Math.max(failures, state.failures);
    }
    return new Look(
        key.organization(), key.repository(), failures, found.stream().map(Service::id).toList());
  }

  private State state(ServiceId service) {
    return states.computeIfAbsent(service, id -> new State());
  }

  private Optional<Delivery> deployed(Service service) {
    return pushes.newest(service.id(), service.followedRef(), Verdict.Queued.class::isInstance);
  }

  @Override
  public Optional<Missed> saw(ServiceId id, CommitSha head, Duration interval) {
    synchronized (lock) {
      State state = state(id);
      state.failures = 0;
      Service service = services.load(id).orElseThrow();
      Delivery told =
          pushes.newest(id, service.followedRef(), FakePushLedger::isOfItsBranch).orElseThrow();
      if (head.equals(told.push().after()) || isDeployedSince(service, head, told)) {
        state.seen = null;
        return Optional.empty();
      }
      if (!head.equals(state.seen)) {
        state.seen = head;
        state.seenAt = state.lookedAt;
      }
      return state.lookedAt.isBefore(state.seenAt.plus(interval))
          ? Optional.empty()
          : deployed(service).map(d -> new Missed(d.push().after(), told.id()));
    }
  }

  private boolean isDeployedSince(Service service, CommitSha head, Delivery told) {
    return deployments.list(Scope.of(service.organization()), service.id(), 1_000, null).stream()
        .filter(d -> !d.createdAt().isBefore(told.receivedAt()))
        .anyMatch(d -> d.origin().sha().equals(head));
  }

  @Override
  public void postpone(Look look, Duration pause) {
    synchronized (lock) {
      for (ServiceId service : look.services()) {
        state(service).dueAt = clock.instant().plus(pause);
        state(service).failures = look.failures() + 1;
      }
    }
  }
}
