package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.contract.ImageCatalogContract;
import org.junit.jupiter.api.AfterEach;

/** The catalog of the registry that asks for nothing. */
class OpenImageCatalogIT extends ImageCatalogContract {
  private final HandPush push = new HandPush(RealRegistries.open(), null);
  private final OciRegistry registry =
      OciRegistry.at("http://" + RealRegistries.open(), null, null);

  @AfterEach
  void close() {
    push.close();
    registry.close();
  }

  @Override
  protected ImageRegistry registry() {
    return registry;
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
