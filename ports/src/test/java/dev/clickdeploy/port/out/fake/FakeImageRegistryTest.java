package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.contract.ImageRegistryContract;
import java.nio.charset.StandardCharsets;

class FakeImageRegistryTest extends ImageRegistryContract {
  private final FakeImageRegistry registry = new FakeImageRegistry();

  @Override
  protected ImageRegistry registry() {
    return registry;
  }

  @Override
  protected ImageRegistry unreachable() {
    FakeImageRegistry nowhere = new FakeImageRegistry();
    nowhere.fail(
        new PortException(FailureClass.INFRASTRUCTURE, "nobody is there", "set another one", null));
    return nowhere;
  }

  @Override
  protected ImageReference place(String tag) {
    return ImageReference.parse("registry.test/contract:" + tag);
  }

  @Override
  protected ImageManifest push(ImageReference reference, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    ImageManifest manifest = new ImageManifest(ImageDigest.of(bytes), "test/manifest", 1);
    registry.push(reference, manifest);
    return manifest;
  }
}
