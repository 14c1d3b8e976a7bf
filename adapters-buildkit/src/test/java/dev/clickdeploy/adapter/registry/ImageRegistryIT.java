package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.contract.ImageRegistryContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The registry that wants an account. */
class ImageRegistryIT extends ImageRegistryContract {
  private HandPush push;
  private OciRegistry registry;
  private OciRegistry nowhere;

  @BeforeEach
  void open() {
    Secret password = Secret.of(RealRegistries.password());
    push =
        new HandPush(
            RealRegistries.guarded(), new Account(RealRegistries.username(), password).basic());
    registry =
        OciRegistry.at("http://" + RealRegistries.guarded(), RealRegistries.username(), password);
    nowhere = OciRegistry.at("http://127.0.0.1:9", null, null);
  }

  @AfterEach
  void close() {
    push.close();
    registry.close();
    nowhere.close();
  }

  @Override
  protected ImageRegistry registry() {
    return registry;
  }

  @Override
  protected ImageRegistry unreachable() {
    return nowhere;
  }

  @Override
  protected ImageReference place(String tag) {
    return ImageReference.parse(push.reference(tag));
  }

  @Override
  protected ImageManifest push(ImageReference reference, String content) throws Exception {
    byte[] manifest = push.image(reference.tag(), content);
    return new ImageManifest(ImageDigest.of(manifest), HandPush.MANIFEST, 2 + content.length());
  }
}
