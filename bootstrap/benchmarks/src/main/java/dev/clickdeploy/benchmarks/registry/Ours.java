package dev.clickdeploy.benchmarks.registry;

import dev.clickdeploy.adapter.registry.OciRegistry;
import dev.clickdeploy.benchmarks.harness.Measurements;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.PushedImage;

/**
 * Our adapter, used as the pipeline uses it: by the digest, whose bytes are hashed and compared.
 */
final class Ours implements Client {
  private final OciRegistry registry;

  Ours(String host) {
    registry = OciRegistry.at("http://" + host, null, null);
  }

  @Override
  public String name() {
    return Measurements.OURS;
  }

  @Override
  public void verify(PushedImage image) {
    ImageDigest held = registry.manifest(image).map(ImageManifest::digest).orElseThrow();
    if (!held.equals(image.digest())) {
      throw new IllegalStateException("another image: " + held);
    }
  }

  @Override
  public void tag(PushedImage image, String tag) {
    if (!registry.images().tag(image, tag, null)) {
      throw new IllegalStateException("the image is gone");
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
