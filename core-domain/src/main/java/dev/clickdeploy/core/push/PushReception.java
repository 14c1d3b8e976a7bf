package dev.clickdeploy.core.push;

import dev.clickdeploy.core.deployment.DeploymentIntake;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.port.in.Pushes;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.ServiceStore.PushTarget;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the services of a pushed repository and gives each its verdict. */
public final class PushReception implements Pushes {
  private static final String TAGS = "refs/tags/";

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
        services.findByRepository(push.repository().identity()).stream()
            .filter(target -> push.proof().test(target.secrets().webhookSecret()))
            .map(PushTarget::service)
            .toList();
    return proven.isEmpty()
        ? Optional.empty()
        : Optional.of(proven.stream().map(service -> verdict(push, service)).toList());
  }

  private Verdict verdict(Push push, Service service) {
    if (push.ref().startsWith(TAGS)) {
      return skipped(
          service,
          "the tag %s was pushed; this service follows the branch %s"
              .formatted(push.ref().substring(TAGS.length()), service.branch().shortName()));
    }
    if (!service.follows(push.ref())) {
      return skipped(
          service,
          "%s was pushed; this service follows the branch %s"
              .formatted(push.ref(), service.branch().shortName()));
    }
    if (push.after() == null) {
      return skipped(service, "the branch %s was deleted".formatted(service.branch().shortName()));
    }
    return queued(push, push.after(), service);
  }

  private Verdict queued(Push push, CommitSha sha, Service service) {
    String key = push.source().name().toLowerCase(Locale.ROOT) + ":" + push.identity();
    Origin origin = new Origin(push.source(), new GitRef(push.ref()), sha, key);
    return new Verdict.Queued(service.id(), intake.queue(service, origin, commit(push, sha)).id());
  }

  private static @Nullable Commit commit(Push push, CommitSha sha) {
    Commit told = push.commit();
    return told != null && told.sha().equals(sha) ? told : null;
  }

  private static Verdict skipped(Service service, String reason) {
    return new Verdict.Skipped(service.id(), reason);
  }
}
