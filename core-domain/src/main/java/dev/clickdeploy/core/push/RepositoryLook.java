package dev.clickdeploy.core.push;

import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.BranchWatch.Look;
import dev.clickdeploy.port.out.BranchWatch.Missed;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.SourceRepository;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks a repository where its branches stand, and treats what nobody told as a push. */
public final class RepositoryLook {
  private final Storage storage;
  private final SourceRepository sources;
  private final Rulings rulings;
  private final EventSink events;
  private final InstantSource clock;

  /** Asks these repositories and writes to this storage's ledger. */
  public RepositoryLook(
      Storage storage,
      SourceRepository sources,
      Rulings rulings,
      EventSink events,
      InstantSource clock) {
    this.storage = storage;
    this.sources = sources;
    this.rulings = rulings;
    this.events = events;
    this.clock = clock;
  }

  /** One question for each credential that the repository's services have, which mostly is one. */
  void at(Look look, Duration interval, Cancellation stop) {
    for (List<Service> services : byCredential(look).values()) {
      RepositoryAccess access = access(services.getFirst());
      Map<GitRef, CommitSha> heads =
          sources.heads(
              access,
              services.stream().map(Service::followedRef).collect(Collectors.toSet()),
              stop);
      for (Service service : services) {
        CommitSha head = heads.get(service.followedRef());
        if (head != null) {
          storage
              .branches()
              .saw(service.id(), head, interval)
              .ifPresent(missed -> push(service, access, missed, head, stop));
        }
      }
    }
  }

  private Map<Optional<Credential>, List<Service>> byCredential(Look look) {
    Map<Optional<Credential>, List<Service>> groups = new LinkedHashMap<>();
    for (ServiceId id : look.services()) {
      storage
          .services()
          .find(Scope.of(look.organization()), id)
          .ifPresent(s -> groups.computeIfAbsent(credential(s), c -> new ArrayList<>()).add(s));
    }
    return groups;
  }

  private Optional<Credential> credential(Service service) {
    return storage.services().secrets(service.id()).flatMap(ServiceSecrets::credential);
  }

  private RepositoryAccess access(Service service) {
    return new RepositoryAccess(service.repository(), credential(service).orElse(null));
  }

  private void push(
      Service service, RepositoryAccess access, Missed missed, CommitSha head, Cancellation stop) {
    Pushed pushed =
        new Pushed(
            Trigger.SWEEP,
            service.repository(),
            service.followedRef(),
            missed.before(),
            head,
            described(access, head, stop),
            null);
    // the same for every process that sees this, and another one when the branch comes back here
    String key = "%s:%s:%s".formatted(service.id(), missed.since(), head);
    Delivery delivery =
        new Delivery(
            DeliveryId.next(clock),
            service.organization(),
            pushed,
            key,
            "sweep",
            Map.of(),
            null,
            1,
            clock.instant(),
            List.of());
    Told.to(
        events,
        storage
            .pushes()
            .record(delivery, List.of(rulings.first(delivery, "sweep:" + key, service))));
  }

  /** Null when the host does not tell; a worker learns it. */
  private @Nullable Commit described(RepositoryAccess access, CommitSha head, Cancellation stop) {
    try {
      return sources.describe(access, new GitRef(head.value()), stop).commit();
    } catch (PortException e) {
      return null;
    }
  }
}
