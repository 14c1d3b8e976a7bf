package dev.clickdeploy.core.build;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.service.Service;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells by their digests what images are made of. */
final class Provenances {
  /** To be raised when the same inputs come to be built into another image. */
  private static final String FORMAT = "1";

  private final StringBuilder text = new StringBuilder();

  private Provenances() {}

  /**
   * Of an image of this tree and plan.
   *
   * @param plan with the build arguments that the service's values come to
   */
  static Provenance of(Subject subject, String treeId, BuildPlan plan) {
    ImageDigest planned = plan(plan);
    Provenances inputs = new Provenances().add(FORMAT).add(treeId).add(planned.value());
    Service service = subject.service();
    // labels of the image
    inputs.add(service.name().value()).add(service.repository().value());
    inputs.add(subject.inputs().version());
    return new Provenance(treeId, planned, inputs.digest(), null);
  }

  private static ImageDigest plan(BuildPlan plan) {
    Provenances parts = new Provenances().add(plan.provider());
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
    parts.add(plan.target()).add(plan.buildArgs());
    plan.ignore().forEach(parts::add);
    return parts.digest();
  }

  private Provenances add(Map<String, String> values) {
    add(String.valueOf(values.size()));
    new TreeMap<>(values).forEach((name, value) -> add(name).add(value));
    return this;
  }

  /** With its length before it, so that no two lists of parts read the same. */
  private Provenances add(@Nullable String part) {
    text.append(part == null ? "-" : String.valueOf(part.length())).append(':');
    text.append(part == null ? "" : part);
    return this;
  }

  private ImageDigest digest() {
    return ImageDigest.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
