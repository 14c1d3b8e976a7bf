package dev.clickdeploy.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.image.ImageDigest;
import java.util.Comparator;
import java.util.stream.StreamSupport;

/** An index's images (OCI image specification, image-index.md). */
final class IndexContent {
  private static final String USUAL = "linux/amd64";

  private IndexContent() {}

  /**
   * The image of the usual platform, or the first one; BuildKit's attestations, which stand there
   * as images of an unknown platform, are none.
   *
   * @throws IllegalArgumentException when there is none
   */
  static ImageDigest platformImage(JsonNode index) {
    return StreamSupport.stream(index.path("manifests").spliterator(), false)
        .filter(IndexContent::isImage)
        .min(Comparator.comparing(descriptor -> !platform(descriptor).equals(USUAL)))
        .map(descriptor -> ImageDigest.parse(descriptor.path("digest").asText()))
        .orElseThrow(() -> new IllegalArgumentException("an index without an image"));
  }

  private static boolean isImage(JsonNode descriptor) {
    return !descriptor.path("annotations").has("vnd.docker.reference.type")
        && !platform(descriptor).equals("unknown/unknown");
  }

  private static String platform(JsonNode descriptor) {
    JsonNode platform = descriptor.path("platform");
    return platform.path("os").asText() + "/" + platform.path("architecture").asText();
  }
}
