package dev.clickdeploy.port.out.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.port.out.ImageRegistry;
import dev.clickdeploy.port.out.contract.ImageCatalogContract;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FakeImageCatalogTest extends ImageCatalogContract {
  private final FakeImageRegistry registry = new FakeImageRegistry();

  @Override
  protected ImageRegistry registry() {
    return registry;
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

  @Test
  void one_tag_goes_alone() {
    ImageReference place = place("one");
    push(place, "content");
    push(place.withTag("two"), "content");

    assertThat(registry.images().deleteTag(place, null)).isTrue();

    assertThat(registry.manifest(place)).isEmpty();
    assertThat(registry.manifest(place.withTag("two"))).isPresent();
    assertThat(registry.images().deleteTag(place, null)).isFalse();
  }
}
