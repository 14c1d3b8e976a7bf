package dev.clickdeploy.core.push;

import dev.clickdeploy.core.deployment.DeploymentIntake;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.port.in.Pushes;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.ServiceStore.PushTarget;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the services of a pushed repository and gives each its verdict. */
public final class PushReception implements Pushes {
  private final ServiceStore services;
  private final DeploymentIntake intake;

  /** Finds services in this store and queues through this intake. */
  public PushReception(ServiceStore services, DeploymentIntake intake) {
    this.services = services;
    this.intake = intake;
  }

  @Override
  public Optional<List<Verdict>> receive(Push push) {
    List<Service> proven =
        services.findByRepository(push.pushed().repository().identity()).stream()
            .filter(target -> push.proof().test(target.secrets().webhookSecret()))
            .map(PushTarget::service)
            .toList();
    return proven.isEmpty()
        ? Optional.empty()
        : Optional.of(proven.stream().map(service -> verdict(push, service)).toList());
  }

  private Verdict verdict(Push push, Service service) {
    Pushed pushed = push.pushed();
    String followed = service.branch().shortName();
    if (pushed.isTag()) {
      return skipped(
          service,
          SkipReason.TAG,
          "the tag %s was pushed; this service follows the branch %s"
              .formatted(pushed.ref().shortName(), followed));
    }
    if (!service.follows(pushed.ref().value())) {
      return skipped(
          service,
          SkipReason.BRANCH,
          "%s was pushed; this service follows the branch %s".formatted(pushed.ref(), followed));
    }
    CommitSha after = pushed.after();
    if (after == null) {
      return skipped(service, SkipReason.DELETED, "the branch %s was deleted".formatted(followed));
    }
    return SkipMarkers.in(pushed.commit())
        .map(marker -> skipped(service, SkipReason.MARKER, "the commit's message says " + marker))
        .orElseGet(() -> queued(push, after, service));
  }

  private Verdict queued(Push push, CommitSha sha, Service service) {
    Pushed pushed = push.pushed();
    String key = pushed.source().name().toLowerCase(Locale.ROOT) + ":" + push.identity();
    Origin origin = new Origin(pushed.source(), pushed.ref(), sha, key);
    return new Verdict.Queued(service.id(), intake.queue(service, origin, pushed.commit()).id());
  }

  private static Verdict skipped(Service service, SkipReason why, String detail) {
    return new Verdict.Skipped(service.id(), why, detail);
  }
}
