package dev.clickdeploy.core.build;

import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.ImageRetention;
import dev.clickdeploy.port.out.PortException;
import java.util.Optional;

/**
 * Believes in an image only when the registry hands out the very manifest that was built, and
 * nobody is deleting an equal one.
 */
final class VerifyStep {
  private final ImageRegistry registry;
  private final ImageRetention retention;

  VerifyStep(ImageRegistry registry, ImageRetention retention) {
    this.registry = registry;
    this.retention = retention;
  }

  PushedImage run(
      Subject subject,
      ImageReference reference,
      ImageDigest built,
      Journal journal,
      Work work,
      TimeLimit limit) {
    journal.enter(Phase.VERIFYING);
    journal.flush();
    requireStaying(subject, reference, built);
    Optional<ImageDigest> held =
        limit
            .lastCall(work, () -> registry.manifest(reference, subject.login(reference.host())))
            .map(ImageManifest::digest);
    if (!held.equals(Optional.of(built))) {
      throw new StepFailedException(mismatch(reference, built, held));
    }
    return new PushedImage(reference, built);
  }

  /** Asked before the registry: what was deleted by then is missing there. */
  private void requireStaying(Subject subject, ImageReference reference, ImageDigest built) {
    if (retention.isTaken(subject.service().id(), built)) {
      throw new PortException(
          FailureClass.INFRASTRUCTURE,
          "an earlier image equal to %s is being deleted from the registry just now"
              .formatted(reference.pinned(built)),
          "deploy again in some minutes",
          null);
    }
  }

  private static Failure mismatch(
      ImageReference reference, ImageDigest built, Optional<ImageDigest> held) {
    String found =
        held.map(digest -> "the registry holds another image, " + digest)
            .orElse("the registry holds no such image");
    return Failure.of(
        FailureClass.REGISTRY,
        "%s was pushed as %s, but %s".formatted(reference, built, found),
        "look for what else pushes to or deletes from this repository, then deploy again");
  }
}
