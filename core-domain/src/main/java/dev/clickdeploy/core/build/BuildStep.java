package dev.clickdeploy.core.build;

import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.build.option.Freshness;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.ImageBuilder;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Has the image built and pushed. */
final class BuildStep {
  private final ImageBuilder builder;
  private final ImageRegistry registry;
  private final Duration idleTimeout;

  BuildStep(ImageBuilder builder, ImageRegistry registry, Duration idleTimeout) {
    this.idleTimeout = idleTimeout;
    this.builder = builder;
    this.registry = registry;
  }

  ImageDigest run(
      Subject subject,
      SourceTree tree,
      BuildPlan plan,
      References references,
      Journal journal,
      TimeLimit limit) {
    journal.enter(Phase.BUILDING);
    journal.flush();
    List<RegistryLogin> logins = limit.call(() -> logins(subject, references));
    journal.hide(logins);
    BuildRequest request =
        request(subject, tree, plan, references, logins, limit).with(options(subject, plan));
    BuildNarrator narrator = new BuildNarrator(journal, references);
    BuildOutcome outcome = builder.build(request, narrator, limit.cancellation());
    return switch (outcome) {
      case BuildOutcome.Built built -> {
        journal.change(deployment -> deployment.with(built.progress()));
        narrator.sum(built.report());
        yield built.digest();
      }
      case BuildOutcome.Failed failed -> {
        journal.change(deployment -> deployment.with(failed.progress()));
        throw new StepFailedException(explained(failed.failure(), references.pinned(), limit));
      }
      case BuildOutcome.Cancelled cancelled -> throw new CancellationException("cancelled");
    };
  }

  /** A refused push with what the registry itself knows of it. */
  private Failure explained(Failure failure, ImageReference pushed, TimeLimit limit) {
    if (failure.type() != FailureClass.REGISTRY) {
      return failure;
    }
    try {
      return limit
          .call(() -> registry.obstacle(pushed))
          .map(obstacle -> with(obstacle, failure))
          .orElse(failure);
    } catch (PortException | CancellationException e) {
      // it has no answer to that either, or nobody waits for one
      return failure;
    }
  }

  /** What is in the way need not be what the push was refused for. */
  private static Failure with(Failure obstacle, Failure refusal) {
    String mend =
        Stream.of(obstacle.hint(), refusal.hint())
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; otherwise "));
    return new Failure(
        FailureClass.REGISTRY,
        obstacle.message() + "; " + refusal.message(),
        mend,
        refusal.lastLines(),
        refusal.source().orElse(null));
  }

  private BuildRequest request(
      Subject subject,
      SourceTree tree,
      BuildPlan plan,
      References references,
      List<RegistryLogin> logins,
      TimeLimit limit) {
    Service service = subject.service();
    return new BuildRequest(
        tree,
        new Inputs(subject.inputs()).arguments(plan),
        references.all(),
        logins,
        labels(service, tree.commit()),
        cacheScope(service),
        limit.left());
  }

  /** A service with an account of its own needs none that is made for it. */
  private List<RegistryLogin> logins(Subject subject, References references) {
    ImageReference pushed = references.pinned();
    boolean own = subject.login(pushed.host()) != null;
    return new Inputs(subject.inputs())
        .logins(pushed.host(), own ? registry.logins() : registry.logins(pushed));
  }

  /** What is asked for beside the plan. */
  BuildOptions options(Subject subject, BuildPlan plan) {
    return BuildOptions.builder()
        .secrets(new Inputs(subject.inputs()).secrets(plan))
        .freshness(
            subject.deployment().origin().noCache() ? Freshness.rebuildAll() : Freshness.CACHED)
        .idleTimeout(idleTimeout)
        .build();
  }

  /**
   * Annotations of the OCI image specification, "Pre-Defined Annotation Keys". The time is the
   * commit's, not the clock's: equal sources shall give equal images.
   */
  private static Map<String, String> labels(Service service, Commit commit) {
    return Map.of(
        "org.opencontainers.image.title", service.name().value(),
        "org.opencontainers.image.source", service.repository().value(),
        "org.opencontainers.image.revision", commit.sha().value(),
        "org.opencontainers.image.created", commit.authoredAt().toString());
  }

  private static String cacheScope(Service service) {
    return service.organization() + "/" + service.id();
  }
}
