package dev.clickdeploy.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.Refusals;
import dev.clickdeploy.adapter.registry.http.RegistryJson;
import dev.clickdeploy.model.image.ImageDetails;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import java.io.IOException;
import java.util.Optional;

/**
 * An image's manifest and config, and those of its platform where the digest names an index: three
 * requests at most.
 */
record DetailsRequest(RegistryClient client) {
  private static final ObjectMapper JSON = RegistryJson.mapper();

  Optional<ImageDetails> get(PushedImage image) {
    Optional<ManifestRequest.Held> found = new ManifestRequest(client).held(image);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ManifestRequest.Held top = found.get();
    try {
      ManifestRequest.Held platform =
          ManifestType.isIndex(top.manifest()) ? child(image.reference(), top) : top;
      ManifestContent content = ManifestContent.of(platform.bytes());
      ConfigContent config = config(image.reference(), content);
      return Optional.of(
          new ImageDetails(
              top.manifest(),
              platform.manifest().digest(),
              config.platform(),
              content.layers(),
              config.created(),
              config.labels()));
    } catch (IOException | IllegalArgumentException e) {
      throw client
          .refusals()
          .broken(
              "answers %s with %s"
                  .formatted(
                      image.reference().pinned(image.digest()),
                      Refusals.line(String.valueOf(e.getMessage()))),
              null);
    }
  }

  private ManifestRequest.Held child(ImageReference reference, ManifestRequest.Held index)
      throws IOException {
    ImageDigest digest = IndexContent.platformImage(JSON.readTree(index.bytes()));
    ManifestRequest.Held child =
        new ManifestRequest(client)
            .held(new PushedImage(reference, digest))
            .orElseThrow(
                () -> new IllegalArgumentException("an index whose image " + digest + " is gone"));
    if (ManifestType.isIndex(child.manifest())) {
      throw new IllegalArgumentException("an index within an index");
    }
    return child;
  }

  private ConfigContent config(ImageReference reference, ManifestContent content)
      throws IOException {
    Answer answer =
        client.send(
            Call.get(
                reference.repository() + "/blobs/" + content.config(),
                "repository:" + reference.repository() + ":pull",
                null));
    if (answer.status() == 404) {
      throw new IllegalArgumentException("a manifest whose config is gone");
    }
    if (answer.status() != 200) {
      throw client.refusals().refused("the registry", answer);
    }
    if (!ImageDigest.of(answer.body()).equals(content.config())) {
      throw new IllegalArgumentException("another config than its manifest names");
    }
    JsonNode config = JSON.readTree(answer.body());
    return ConfigContent.of(config);
  }
}
