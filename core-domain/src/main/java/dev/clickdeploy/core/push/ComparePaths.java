package dev.clickdeploy.core.push;

import dev.clickdeploy.core.job.JobHandler;
import dev.clickdeploy.core.job.JobResult;
import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSecrets;
import dev.clickdeploy.model.source.ChangedPaths;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.SourceRepository;
import dev.clickdeploy.port.out.Storage;
import java.util.Optional;

/**
 * Settles pushes to services that watch paths: a push is deployed unless the difference of its two
 * trees surely has nothing of them.
 */
public final class ComparePaths implements JobHandler {
  private final Storage storage;
  private final SourceRepository sources;
  private final Rulings rulings;
  private final EventSink events;

  /** Compares in these repositories. */
  public ComparePaths(
      Storage storage, SourceRepository sources, Rulings rulings, EventSink events) {
    this.storage = storage;
    this.sources = sources;
    this.rulings = rulings;
    this.events = events;
  }

  @Override
  public JobResult handle(Work work) {
    String[] subject = work.job().subject().split(" ", -1);
    DeliveryId id = DeliveryId.parse(subject[0]);
    Optional<Delivery> delivery = storage.pushes().load(id);
    Optional<Service> service = storage.services().load(ServiceId.parse(subject[1]));
    if (delivery.isEmpty() || service.isEmpty()) {
      return new JobResult.Failed("there is no push " + work.job().subject());
    }
    Decision decision = decision(work, delivery.get().push(), service.get());
    storage.pushes().settle(id, decision).ifPresent(recorded -> Told.to(events, recorded));
    return new JobResult.Done();
  }

  private Decision decision(Work work, Pushed push, Service service) {
    CommitSha before = push.before();
    CommitSha after = push.after();
    if (before == null || after == null) {
      throw new IllegalStateException("only a push from one commit to another is compared");
    }
    ChangedPaths changed;
    try {
      changed = sources.diff(access(service), before, after, work.cancellation());
    } catch (PortException e) {
      if (e.isRetryable() && work.job().attempt() < work.job().maxAttempts()) {
        throw e;
      }
      return rulings.deploy(
          push, after, null, service, "what has changed could not be found out: " + e.getMessage());
    }
    return switch (changed) {
      case ChangedPaths.Unknown unknown ->
          rulings.deploy(
              push,
              after,
              null,
              service,
              "the commit before, %s, is not there any more"
                  .formatted(unknown.missing().abbreviated()));
      case ChangedPaths.Known known -> compared(push, after, service, known);
    };
  }

  private Decision compared(
      Pushed push, CommitSha after, Service service, ChangedPaths.Known known) {
    return service
        .pushes()
        .watched()
        .firstWatched(known.paths())
        .map(path -> rulings.deploy(push, after, null, service, path + " has changed"))
        .orElseGet(
            () ->
                Rulings.skip(
                    service,
                    SkipReason.PATHS,
                    "none of the %d changed paths is watched".formatted(known.paths().size())));
  }

  private RepositoryAccess access(Service service) {
    return new RepositoryAccess(
        service.repository(),
        storage.services().secrets(service.id()).flatMap(ServiceSecrets::credential).orElse(null));
  }
}
