package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Head;
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.DeploymentStore.Creation;
import dev.clickdeploy.port.out.PushLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deliveries in memory. */
public final class FakePushLedger implements PushLedger {
  private final Object lock;
  private final SettableClock clock;
  private final FakeJobQueue jobs;
  private final FakeDeploymentStore deployments;
  private final TreeMap<String, Delivery> deliveries = new TreeMap<>();
  private final List<DeliveryId> arrived = new ArrayList<>();

  FakePushLedger(
      Object lock, SettableClock clock, FakeJobQueue jobs, FakeDeploymentStore deployments) {
    this.lock = lock;
    this.clock = clock;
    this.jobs = jobs;
    this.deployments = deployments;
  }

  @Override
  public Recorded record(Delivery delivery, List<Decision> decisions) {
    synchronized (lock) {
      Delivery stored =
          deliveries.values().stream().filter(d -> isSame(d, delivery)).findFirst().orElse(null);
      Delivery known = stored == null ? delivery : stored;
      if (stored == null) {
        arrived.add(delivery.id());
      }
      List<Decision> due =
          decisions.stream().filter(d -> known.letsThrough(d, this::cameToNothing)).toList();
      int attempts = stored != null && !due.isEmpty() ? known.attempts() + 1 : known.attempts();
      deliveries.put(known.id().toString(), known.with(attempts, known.verdicts()));
      return apply(known.id(), due);
    }
  }

  private static boolean isSame(Delivery stored, Delivery other) {
    return stored.organization().equals(other.organization())
        && stored.push().source() == other.push().source()
        && stored.key().equals(other.key());
  }

  private boolean cameToNothing(Verdict.Queued queued) {
    return !Head.isUseful(deployments.load(queued.deployment()).orElseThrow().status());
  }

  @Override
  public Optional<Recorded> settle(DeliveryId id, Decision decision) {
    synchronized (lock) {
      return load(id)
          .filter(delivery -> delivery.verdicts().contains(new Verdict.Pending(decision.service())))
          .map(delivery -> apply(id, List.of(decision)));
    }
  }

  private Recorded apply(DeliveryId id, List<Decision> decisions) {
    List<DeploymentId> queued = new ArrayList<>();
    List<DeploymentId> superseded = new ArrayList<>();
    for (Decision decision : decisions) {
      Delivery delivery = load(id).orElseThrow();
      Verdict verdict =
          switch (decision) {
            case Decision.Skip skip -> skip.verdict();
            case Decision.Compare compare -> {
              jobs.enqueue(compare.job());
              yield new Verdict.Pending(compare.service());
            }
            case Decision.Deploy deploy -> deploy(delivery, deploy, queued, superseded);
          };
      put(load(id).orElseThrow(), verdict);
    }
    return new Recorded(load(id).orElseThrow(), queued, superseded);
  }

  private Verdict deploy(
      Delivery delivery,
      Decision.Deploy deploy,
      List<DeploymentId> queued,
      List<DeploymentId> superseded) {
    Optional<Verdict> answer =
        delivery.isReplay()
            ? Optional.empty()
            : head(deploy.service(), delivery).flatMap(h -> h.answerTo(delivery, deploy.service()));
    if (answer.isPresent()) {
      return answer.get();
    }
    return switch (deployments.create(deploy.deployment(), deploy.job())) {
      case Creation.Duplicate duplicate ->
          Head.sameCommit(deploy.service(), duplicate.existing().id(), delivery.push());
      case Creation.Created created -> {
        Deployment newer = created.deployment();
        queued.add(newer.id());
        List<DeploymentId> ended = deployments.supersede(newer, deploy.superseding());
        superseded.addAll(ended);
        ended.forEach(older -> markSuperseded(older, delivery));
        yield new Verdict.Queued(deploy.service(), newer.id(), deploy.why());
      }
    };
  }

  private Optional<Head> head(ServiceId service, Delivery next) {
    return arrived.reversed().stream()
        .map(id -> load(id).orElseThrow())
        .filter(d -> d.push().ref().equals(next.push().ref()))
        .flatMap(
            d -> queuedIn(d).filter(q -> q.service().equals(service)).map(q -> head(d, q, next)))
        .findFirst();
  }

  private Head head(Delivery delivery, Verdict.Queued queued, Delivery next) {
    Deployment deployment = deployments.load(queued.deployment()).orElseThrow();
    boolean cameLater = arrived.indexOf(delivery.id()) > arrived.indexOf(next.id());
    return new Head(delivery.push(), deployment.id(), deployment.status(), cameLater);
  }

  private static Stream<Verdict.Queued> queuedIn(Delivery delivery) {
    return delivery.verdicts().stream()
        .filter(Verdict.Queued.class::isInstance)
        .map(Verdict.Queued.class::cast);
  }

  private void markSuperseded(DeploymentId older, Delivery newer) {
    for (Delivery delivery : List.copyOf(deliveries.values())) {
      queuedIn(delivery)
          .filter(queued -> queued.deployment().equals(older))
          .forEach(
              queued ->
                  put(
                      delivery,
                      new Verdict.Superseded(
                          queued.service(), Head.supersededBy(newer.push()), older)));
    }
  }

  private void put(Delivery delivery, Verdict verdict) {
    List<Verdict> verdicts = new ArrayList<>(delivery.verdicts());
    verdicts.removeIf(v -> v.service().equals(verdict.service()));
    verdicts.add(verdict);
    verdicts.sort(Comparator.comparing(v -> v.service().toString()));
    deliveries.put(delivery.id().toString(), delivery.with(delivery.attempts(), verdicts));
  }

  /** Removes a service's verdicts. */
  void forget(ServiceId service) {
    deliveries.replaceAll(
        (id, delivery) ->
            delivery.with(
                delivery.attempts(),
                delivery.verdicts().stream().filter(v -> !v.service().equals(service)).toList()));
  }

  @Override
  public void tidy(Duration keep) {
    synchronized (lock) {
      Instant end = clock.instant().minus(keep);
      List<Delivery> old =
          deliveries.values().stream()
              .filter(d -> d.receivedAt().isBefore(end) && !isNewestToABranch(d))
              .toList();
      old.forEach(delivery -> deliveries.remove(delivery.id().toString()));
      arrived.removeAll(old.stream().map(Delivery::id).toList());
    }
  }

  private boolean isNewestToABranch(Delivery delivery) {
    return delivery.push().ref().value().startsWith("refs/heads/")
        && delivery.verdicts().stream()
            .anyMatch(
                v ->
                    isNewest(delivery, v, FakePushLedger::isOfItsBranch)
                        || isNewest(delivery, v, Verdict.Queued.class::isInstance));
  }

  /** Whether a verdict is about a ref that the service follows. */
  static boolean isOfItsBranch(Verdict verdict) {
    return !(verdict instanceof Verdict.Skipped skipped
        && (skipped.why() == SkipReason.BRANCH || skipped.why() == SkipReason.TAG));
  }

  private boolean isNewest(Delivery delivery, Verdict verdict, Predicate<Verdict> counts) {
    return newest(verdict.service(), delivery.push().ref(), counts)
        .filter(newest -> newest.id().equals(delivery.id()))
        .isPresent();
  }

  /** The delivery that came last with such a verdict on the service. */
  Optional<Delivery> newest(ServiceId service, GitRef ref, Predicate<Verdict> counts) {
    return arrived.reversed().stream()
        .map(id -> load(id).orElseThrow())
        .filter(d -> d.push().ref().equals(ref))
        .filter(
            d -> d.verdicts().stream().anyMatch(v -> v.service().equals(service) && counts.test(v)))
        .findFirst();
  }

  @Override
  public Optional<Delivery> find(OrganizationId organization, DeliveryId id) {
    return load(id).filter(delivery -> delivery.organization().equals(organization));
  }

  @Override
  public Optional<Delivery> load(DeliveryId id) {
    synchronized (lock) {
      return Optional.ofNullable(deliveries.get(id.toString()));
    }
  }

  @Override
  public List<Delivery> list(OrganizationId organization, int limit, @Nullable DeliveryId before) {
    synchronized (lock) {
      return deliveries.descendingMap().values().stream()
          .filter(d -> d.organization().equals(organization))
          .filter(d -> before == null || d.id().toString().compareTo(before.toString()) < 0)
          .limit(limit)
          .toList();
    }
  }
}
