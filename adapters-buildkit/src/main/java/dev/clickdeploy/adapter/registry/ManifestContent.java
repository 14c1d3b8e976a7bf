package dev.clickdeploy.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.registry.http.RegistryJson;
import dev.clickdeploy.adapter.registry.http.RegistryRequest;
import dev.clickdeploy.model.image.ImageDetails.Layer;
import dev.clickdeploy.model.image.ImageDigest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What an image's manifest refers to (OCI image specification, manifest.md). */
record ManifestContent(ImageDigest config, List<Layer> layers) {
  private static final ObjectMapper JSON = RegistryJson.mapper();

  /**
   * Reads a manifest that has been recognised as one.
   *
   * @throws IllegalArgumentException when something in it is none of what it should be
   */
  static ManifestContent of(byte[] manifest) throws IOException {
    JsonNode root = JSON.readTree(manifest);
    JsonNode config = root.path("config");
    if (config.path("size").asLong() > RegistryRequest.LONGEST_MANIFEST) {
      throw new IllegalArgumentException(
          "a config longer than %d bytes".formatted(RegistryRequest.LONGEST_MANIFEST));
    }
    List<Layer> layers = new ArrayList<>();
    for (JsonNode layer : root.path("layers")) {
      layers.add(
          new Layer(
              ImageDigest.parse(layer.path("digest").asText()),
              layer.path("mediaType").asText(),
              layer.path("size").asLong()));
    }
    return new ManifestContent(ImageDigest.parse(config.path("digest").asText()), layers);
  }
}
