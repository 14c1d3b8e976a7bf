package dev.clickdeploy.core.push;

import dev.clickdeploy.core.tenant.WholeOrganization;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Deliveries;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import dev.clickdeploy.port.out.ServiceStore.PushTarget;
import dev.clickdeploy.port.out.Storage;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Deliveries as callers see them, each within its own organization. */
public final class DeliveryDesk implements Deliveries {
  private static final int MOST = 100;

  private final Storage storage;
  private final Rulings rulings;
  private final EventSink events;
  private final InstantSource clock;

  /** Reads from this storage and writes to its ledger. */
  public DeliveryDesk(Storage storage, Rulings rulings, EventSink events, InstantSource clock) {
    this.storage = storage;
    this.rulings = rulings;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public Delivery get(Scope scope, DeliveryId id) {
    return storage
        .pushes()
        .find(whole(scope), id)
        .orElseThrow(() -> RequestException.notFound("delivery", id));
  }

  @Override
  public List<Delivery> list(Scope scope, int limit, @Nullable DeliveryId before) {
    if (limit < 1) {
      throw new RequestException(
          Reason.INVALID, "the limit is %d; give 1 to %d".formatted(limit, MOST));
    }
    return storage.pushes().list(whole(scope), Math.min(limit, MOST), before);
  }

  @Override
  public Delivery replay(Scope scope, DeliveryId id) {
    Delivery earlier = get(scope, id);
    Delivery again = again(earlier);
    List<Decision> decisions =
        services(earlier).stream().map(service -> rulings.first(again, null, service)).toList();
    if (decisions.isEmpty()) {
      throw new RequestException(
          Reason.CONFLICT,
          "no service of this organization has the repository %s any more; create one first"
              .formatted(again.push().repository()));
    }
    Recorded recorded = storage.pushes().record(again, decisions);
    Told.to(events, recorded);
    return recorded.delivery();
  }

  /** A delivery tells of services of every project. */
  private static OrganizationId whole(Scope scope) {
    return WholeOrganization.of(scope, "webhook deliveries belong");
  }

  /** Those of the repository now, and those that it concerned then, as under a former name. */
  private Collection<Service> services(Delivery earlier) {
    Map<ServiceId, Service> found = new LinkedHashMap<>();
    for (PushTarget target :
        storage.services().findByRepository(earlier.push().repository().identity())) {
      if (target.service().organization().equals(earlier.organization())) {
        found.put(target.service().id(), target.service());
      }
    }
    for (Verdict verdict : earlier.verdicts()) {
      storage
          .services()
          .find(Scope.of(earlier.organization()), verdict.service())
          .ifPresent(service -> found.putIfAbsent(service.id(), service));
    }
    return found.values();
  }

  private Delivery again(Delivery earlier) {
    DeliveryId id = DeliveryId.next(clock);
    return new Delivery(
        id,
        earlier.organization(),
        earlier.push(),
        "replay:" + id,
        earlier.event(),
        earlier.headers(),
        earlier.id(),
        1,
        clock.instant(),
        List.of());
  }
}
