package dev.clickdeploy.core.build;

import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.build.option.Freshness;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.ImageBuilder;
import dev.clickdeploy.port.out.ImageRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;

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
    BuildRequest request =
        request(subject, tree, plan, references, limit).with(options(subject, plan));
    BuildNarrator narrator = new BuildNarrator(journal, references);
    return digest(builder.build(request, narrator, limit.cancellation()), narrator, journal);
  }

  private static ImageDigest digest(BuildOutcome outcome, BuildNarrator narrator, Journal journal) {
    return switch (outcome) {
      case BuildOutcome.Built built -> {
        journal.change(deployment -> deployment.with(built.progress()));
        narrator.sum(built.report());
        yield built.digest();
      }
      case BuildOutcome.Failed failed -> {
        journal.change(deployment -> deployment.with(failed.progress()));
        throw new StepFailedException(failed.failure());
      }
      case BuildOutcome.Cancelled cancelled -> throw new CancellationException("cancelled");
    };
  }

  private BuildRequest request(
      Subject subject, SourceTree tree, BuildPlan plan, References references, TimeLimit limit) {
    Service service = subject.service();
    Inputs inputs = new Inputs(subject.inputs());
    return new BuildRequest(
        tree,
        inputs.arguments(plan),
        references.all(),
        inputs.logins(references.pinned().host(), registry.logins()),
        labels(service, tree.commit()),
        cacheScope(service),
        limit.left());
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
