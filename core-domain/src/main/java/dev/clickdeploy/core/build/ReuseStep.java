package dev.clickdeploy.core.build;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.DeploymentStore;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.PortException;
import java.util.Objects;
import java.util.Optional;

/**
 * Same inputs, same image: one that the registry still has gets its new names, and is not built.
 */
final class ReuseStep {
  private final DeploymentStore deployments;
  private final ImageRegistry registry;

  ReuseStep(DeploymentStore deployments, ImageRegistry registry) {
    this.deployments = deployments;
    this.registry = registry;
  }

  /** The image's digest, all its names given; absent when it has to be built. */
  Optional<ImageDigest> run(
      Subject subject,
      Provenance provenance,
      References references,
      Journal journal,
      TimeLimit limit) {
    if (subject.deployment().origin().noCache()) {
      return Optional.empty();
    }
    try {
      return deployments
          .sameInputs(subject.service().id(), provenance.inputs())
          .filter(earlier -> named(subject, earlier, references, limit))
          .map(earlier -> reused(earlier, provenance, journal));
    } catch (PortException e) {
      journal.say(
          "an image of the same inputs could not be reused, so it is built: "
              + e.failure().message());
      return Optional.empty();
    }
  }

  /** False when the registry has the image no more, or it is somewhere else. */
  private boolean named(
      Subject subject, Deployment earlier, References references, TimeLimit limit) {
    PushedImage image = earlier.image();
    if (image == null || !isBeside(image.reference(), references.pinned())) {
      return false;
    }
    for (ImageReference reference : references.all()) {
      if (!limit.call(() -> tag(image, reference, subject))) {
        return false;
      }
    }
    return true;
  }

  private boolean tag(PushedImage image, ImageReference reference, Subject subject) {
    return registry.images().tag(image, reference.tag(), subject.login(reference.host()));
  }

  private static boolean isBeside(ImageReference one, ImageReference other) {
    return one.withTag(other.tag()).equals(other);
  }

  private static ImageDigest reused(Deployment earlier, Provenance provenance, Journal journal) {
    String what = earlier.commit() == null ? "" : " “%s”".formatted(earlier.commit().subject());
    journal.change(deployment -> deployment.madeOf(provenance.reusing(earlier.id())));
    journal.say(
        "nothing to build: same inputs as deployment %s of %s%s, whose image is used"
            .formatted(earlier.id(), earlier.origin().sha().abbreviated(), what));
    PushedImage image = Objects.requireNonNull(earlier.image(), "it was filtered");
    return image.digest();
  }
}
