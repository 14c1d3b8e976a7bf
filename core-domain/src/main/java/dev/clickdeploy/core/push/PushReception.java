package dev.clickdeploy.core.push;

import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.in.Pushes;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import dev.clickdeploy.port.out.ServiceStore.PushTarget;
import dev.clickdeploy.port.out.Storage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Finds the services of a pushed repository and gives each its verdict. */
public final class PushReception implements Pushes {
  private final Storage storage;
  private final Rulings rulings;
  private final EventSink events;
  private final InstantSource clock;

  /** Finds services in this storage and writes to its ledger. */
  public PushReception(Storage storage, Rulings rulings, EventSink events, InstantSource clock) {
    this.storage = storage;
    this.rulings = rulings;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Optional<List<Verdict>> receive(Push push) {
    Map<OrganizationId, List<Service>> proven = new LinkedHashMap<>();
    List<ServiceId> taught = new ArrayList<>();
    for (PushTarget target :
        storage.services().findByRepository(push.pushed().repository().identity(), push.hosted())) {
      if (push.proof().test(target.secrets().webhookSecret())) {
        Service service = target.service();
        proven.computeIfAbsent(service.organization(), id -> new ArrayList<>()).add(service);
        if (teaches(push, target)) {
          taught.add(service.id());
        }
      }
    }
    if (!taught.isEmpty() && push.hosted() != null) {
      storage.services().learn(taught, push.hosted());
    }
    return proven.isEmpty() ? Optional.empty() : Optional.of(verdicts(push, proven));
  }

  /**
   * Only a push that its secret proves and that comes under the service's own URL: one under
   * another name is believed to be the same repository because of what was learnt, and teaches
   * nothing.
   */
  private static boolean teaches(Push push, PushTarget target) {
    return push.hosted() != null
        && !push.hosted().equals(target.hosted())
        && target.service().repository().identity().equals(push.pushed().repository().identity());
  }

  /** Each organization has a ledger of its own, which tells nothing of the others. */
  private List<Verdict> verdicts(Push push, Map<OrganizationId, List<Service>> proven) {
    List<Verdict> verdicts = new ArrayList<>();
    proven.forEach(
        (organization, services) ->
            verdicts.addAll(recorded(push, organization, services).delivery().verdicts()));
    return verdicts;
  }

  private Recorded recorded(Push push, OrganizationId organization, List<Service> services) {
    Delivery delivery =
        new Delivery(
            DeliveryId.next(clock),
            organization,
            push.pushed(),
            push.key(),
            push.event(),
            push.headers(),
            null,
            1,
            clock.instant(),
            List.of());
    String source = push.pushed().source().name().toLowerCase(Locale.ROOT);
    List<Decision> decisions =
        services.stream()
            .map(service -> rulings.first(delivery, source + ":" + push.identity(), service))
            .toList();
    Recorded recorded = storage.pushes().record(delivery, decisions);
    Told.to(events, recorded);
    if (recorded.delivery().id().equals(delivery.id())) { // a copy is another one
      recorded
          .delivery()
          .verdicts()
          .forEach(v -> events.on(new Event.PushJudged(push.pushed().source(), v)));
    }
    return recorded;
  }
}
