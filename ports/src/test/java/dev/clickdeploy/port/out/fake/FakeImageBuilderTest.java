package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.ImageBuilder;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.contract.ImageBuilderContract;
import java.util.Optional;

class FakeImageBuilderTest extends ImageBuilderContract {
  private final FakeImageRegistry registry = new FakeImageRegistry();
  private final FakeImageBuilder builder = new FakeImageBuilder(registry);
  private int images;

  @Override
  protected ImageBuilder builder() {
    return builder;
  }

  @Override
  protected ImageBuilder unreachable() {
    FakeImageBuilder nowhere = new FakeImageBuilder(registry);
    return nowhere.next(
        nowhere.throwing(
            new PortException(FailureClass.INFRASTRUCTURE, "nobody is there", null, null)));
  }

  @Override
  protected ImageReference image() {
    return ImageReference.parse("registry.test/app:" + ++images);
  }

  @Override
  protected Optional<ImageDigest> pushed(ImageReference reference) {
    return registry.manifest(reference).map(ImageManifest::digest);
  }

  @Override
  protected BuildPlan succeeding(String line) {
    builder.next(builder.printing(line));
    return FakeBuildPlanner.PLAN;
  }

  @Override
  protected BuildPlan failing(String line) {
    builder.next(builder.failing(Failure.of(FailureClass.BUILD_STEP, line, null)));
    return FakeBuildPlanner.PLAN;
  }

  @Override
  protected BuildPlan endless() {
    builder.next(builder.blockingUntilCancelled());
    return FakeBuildPlanner.PLAN;
  }
}
