package dev.clickdeploy.core.build;

import dev.clickdeploy.core.job.StopReason;
import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.ServiceStore;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** The steps from a commit to a verified image, in their order. */
final class Pipeline {
  private final FetchStep fetch;
  private final PlanStep plan;
  private final BuildStep build;
  private final VerifyStep verify;
  private final ImageRegistry registry;

  Pipeline(BuildTools tools, ServiceStore services, BuildLimits limits) {
    fetch = new FetchStep(tools.sources());
    plan = new PlanStep(tools.planner(), services);
    build = new BuildStep(tools.builder(), tools.registry(), limits.idle());
    verify = new VerifyStep(tools.registry());
    registry = tools.registry();
  }

  PushedImage run(Subject subject, Work work, Journal journal, TimeLimit limit) {
    References references = References.of(subject, registry);
    ImageDigest digest;
    BuildPlan planned;
    try (SourceTree tree = fetch.run(subject, journal, limit.cancellation())) {
      limit.cancellation().throwIfCancelled();
      planned = plan.run(subject, tree, journal, limit.cancellation());
      limit.cancellation().throwIfCancelled();
      digest = build.run(subject, tree, planned, references, journal, limit);
    }
    stopIfUnwanted(work);
    PushedImage image = verify.run(subject, references.pinned(), digest, journal);
    plan.lock(subject, planned, journal);
    tell(references, image, journal);
    return image;
  }

  /** A finished image is not thrown away only because this worker stops. */
  private static void stopIfUnwanted(Work work) {
    Optional<StopReason> reason = work.stopping();
    if (reason.isPresent() && reason.get() != StopReason.HANDING_BACK) {
      throw new CancellationException("cancelled");
    }
  }

  private static void tell(References references, PushedImage image, Journal journal) {
    for (ImageReference reference : references.all()) {
      journal.say(
          "pushed "
              + (reference.equals(image.reference())
                  ? reference.pinned(image.digest())
                  : reference));
    }
  }
}
