package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.adapter.registry.http.RegistryRequest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import java.util.Optional;

/**
 * {@code PUT /v2/<name>/manifests/<tag>} of a manifest that is there already (OCI distribution
 * specification, "Pushing Manifests", end-7): what it refers to is there too, so nothing else
 * moves.
 */
record TagRequest(RegistryClient client) {
  /** False when there is no such image. */
  boolean put(PushedImage image, String tag) {
    Optional<ManifestRequest.Held> held = new ManifestRequest(client).held(image);
    if (held.isEmpty()) {
      return false;
    }
    ImageReference tagged = image.reference().withTag(tag);
    Answer answer =
        client.send(
            Call.put(
                tagged.repository() + "/manifests/" + tagged.tag(),
                "repository:" + tagged.repository() + ":pull,push",
                new RegistryRequest.Payload(
                    held.get().manifest().mediaType(), held.get().bytes())));
    if (answer.status() != 201) {
      throw client.refusals().refused("the registry", answer);
    }
    return true;
  }
}
