package dev.clickdeploy.core.build;

import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.port.out.DeploymentStore;
import dev.clickdeploy.port.out.ImageRegistry;

/** The way back to an earlier deployment's image: nothing is built, but the image must be there. */
final class Rollback implements Course {
  private final DeploymentStore deployments;
  private final ImageRegistry registry;

  Rollback(DeploymentStore deployments, ImageRegistry registry) {
    this.deployments = deployments;
    this.registry = registry;
  }

  @Override
  public String noun() {
    return "rollback";
  }

  @Override
  public PushedImage run(Subject subject, Work work, Journal journal, TimeLimit limit) {
    Deployment earlier = earlier(subject.deployment());
    PushedImage image = earlier.image();
    if (image == null) {
      throw new IllegalStateException("deployment " + earlier.id() + " has no image");
    }
    if (earlier.imageDeletedAt() != null) {
      throw gone(earlier, image, "is not kept any longer and was deleted from the registry");
    }
    tell(earlier, journal);
    limit.cancellation().throwIfCancelled();
    journal.enter(Phase.VERIFYING);
    journal.flush();
    requireSameRegistry(subject, earlier, image);
    ImageManifest held =
        limit
            .lastCall(work, () -> registry.manifest(image, subject.login(image.reference().host())))
            .orElseThrow(() -> gone(earlier, image, "is not in the registry any more"));
    Course.stopIfUnwanted(work);
    journal.say(
        "the registry has %s, %s"
            .formatted(image.reference().pinned(image.digest()), Wording.size(held.size())));
    return image;
  }

  private Deployment earlier(Deployment rollback) {
    return rollback
        .origin()
        .rollbackTo()
        .flatMap(deployments::load)
        .orElseThrow(
            () -> new IllegalStateException("deployment " + rollback.id() + " is no rollback"));
  }

  private static void tell(Deployment earlier, Journal journal) {
    String summary = earlier.planSummary();
    if (summary != null) {
      journal.change(deployment -> deployment.planned(summary));
    }
    Provenance provenance = earlier.provenance();
    if (provenance != null) {
      journal.change(deployment -> deployment.madeOf(provenance.reusing(earlier.id())));
    }
    String what = earlier.commit() == null ? "" : " “%s”".formatted(earlier.commit().subject());
    journal.say(
        "rolling back to deployment %s of %s%s; nothing is built"
            .formatted(earlier.id(), earlier.origin().sha().abbreviated(), what));
  }

  private void requireSameRegistry(Subject subject, Deployment earlier, PushedImage image) {
    RegistryHost here =
        registry
            .reference(
                subject.organization(),
                subject.project(),
                subject.service(),
                image.reference().tag())
            .host();
    if (!here.equals(image.reference().host())) {
      throw gone(earlier, image, "is in another registry than the present one, " + here);
    }
  }

  private static StepFailedException gone(Deployment earlier, PushedImage image, String how) {
    return new StepFailedException(
        Failure.of(
            FailureClass.REGISTRY,
            "%s, the image of deployment %s, %s"
                .formatted(image.reference().pinned(image.digest()), earlier.id(), how),
            "redeploy deployment %s instead, which builds its commit %s again"
                .formatted(earlier.id(), earlier.origin().sha().abbreviated())));
  }
}
