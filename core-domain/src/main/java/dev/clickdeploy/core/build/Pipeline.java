package dev.clickdeploy.core.build;

import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.DeploymentStore;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.ImageRetention;
import dev.clickdeploy.port.out.ServiceStore;
import java.util.Optional;

/** The steps from a commit to a verified image, in their order. */
final class Pipeline implements Course {
  private final FetchStep fetch;
  private final PlanStep plan;
  private final ReuseStep reuse;
  private final BuildStep build;
  private final VerifyStep verify;
  private final ImageRegistry registry;

  Pipeline(
      BuildTools tools,
      ServiceStore services,
      DeploymentStore deployments,
      ImageRetention retention,
      BuildLimits limits) {
    fetch = new FetchStep(tools.sources());
    plan = new PlanStep(tools.planner(), services);
    reuse = new ReuseStep(deployments, tools.registry());
    build = new BuildStep(tools.builder(), tools.registry(), limits.idle());
    verify = new VerifyStep(tools.registry(), retention);
    registry = tools.registry();
  }

  @Override
  public String noun() {
    return "build";
  }

  @Override
  public PushedImage run(Subject subject, Work work, Journal journal, TimeLimit limit) {
    References references = References.of(subject, registry);
    ImageDigest digest;
    BuildPlan planned;
    boolean reused;
    try (SourceTree tree = fetch.run(subject, journal, limit.cancellation())) {
      limit.cancellation().throwIfCancelled();
      planned = plan.run(subject, tree, journal, limit.cancellation());
      limit.cancellation().throwIfCancelled();
      BuildPlan whole = new Inputs(subject.inputs()).arguments(planned);
      Provenance provenance =
          Provenances.of(subject, tree.treeId(), whole, build.options(subject, planned));
      journal.change(deployment -> deployment.madeOf(provenance));
      prepare(subject, references, limit);
      limit.cancellation().throwIfCancelled();
      Optional<ImageDigest> same = reuse.run(subject, provenance, references, journal, limit);
      reused = same.isPresent();
      digest = same.orElseGet(() -> build.run(subject, tree, planned, references, journal, limit));
    }
    Course.stopIfUnwanted(work);
    PushedImage image = verify.run(subject, references.pinned(), digest, journal, work, limit);
    plan.lock(subject, planned, journal);
    tell(references, image, reused ? "named " : "pushed ", journal);
    return image;
  }

  private void prepare(Subject subject, References references, TimeLimit limit) {
    ImageReference pinned = references.pinned();
    limit.call(
        () -> {
          registry.prepare(pinned, subject.login(pinned.host()));
          return pinned;
        });
  }

  private static void tell(References references, PushedImage image, String verb, Journal journal) {
    for (ImageReference reference : references.all()) {
      journal.say(
          verb
              + (reference.equals(image.reference())
                  ? reference.pinned(image.digest())
                  : reference));
    }
  }
}
