package dev.clickdeploy.core.build;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.build.option.ImageForm;
import dev.clickdeploy.model.build.option.NamedContext;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.service.Service;
import java.util.HashMap;
import java.util.Map;

/** Tells by their digests what images are made of. */
final class Provenances {
  /** To be raised when the same inputs come to be built into another image. */
  private static final String FORMAT = "1";

  private Provenances() {}

  /**
   * Of an image of this tree and plan.
   *
   * @param plan with the build arguments that the service's values come to
   * @param options of which only those count that make another image
   */
  static Provenance of(Subject subject, String treeId, BuildPlan plan, BuildOptions options) {
    ImageDigest planned = plan(plan);
    Service service = subject.service();
    ImageDigest inputs =
        new Fingerprint()
            .add(FORMAT)
            .add(treeId)
            .add(planned)
            // labels of the image
            .add(service.name().value())
            .add(service.repository().value())
            .add(subject.inputs().version())
            .add(options(options))
            .digest();
    return new Provenance(treeId, planned, inputs, null);
  }

  private static ImageDigest plan(BuildPlan plan) {
    Fingerprint parts = new Fingerprint().add(plan.provider());
    switch (plan.dockerfile()) {
      case DockerfileSource.InTree own -> parts.add("in tree").add(own.path());
      case DockerfileSource.Generated generated -> parts.add("generated").add(generated.text());
      case DockerfileSource.ForFrontend other ->
          parts
              .add("frontend")
              .add(other.frontend())
              .add(other.filename())
              .add(other.text())
              .add(other.variables());
    }
    return parts.add(plan.target()).add(plan.buildArgs()).add(plan.ignore()).digest();
  }

  /**
   * Secrets are known by their versions. Limits, caches and what is to be done again make a build
   * slower or faster, not its image another one.
   */
  private static ImageDigest options(BuildOptions options) {
    ImageForm form = options.image();
    return new Fingerprint()
        .add(options.platforms())
        .add(options.steps().network())
        .add(contexts(options.contexts()))
        .add(options.frontend())
        .add(options.epoch())
        .add(form.compression())
        .add(form.mediaTypes())
        .add(form.annotations())
        .add(options.attestations())
        .digest();
  }

  private static Map<String, String> contexts(Map<String, NamedContext> contexts) {
    Map<String, String> named = new HashMap<>();
    contexts.forEach((name, context) -> named.put(name, context(context)));
    return named;
  }

  private static String context(NamedContext context) {
    return switch (context) {
      case NamedContext.Image image -> "image " + image.reference();
      case NamedContext.Tree tree -> "tree " + tree.tree().treeId();
      case NamedContext.Remote remote -> "remote " + remote.url();
    };
  }
}
