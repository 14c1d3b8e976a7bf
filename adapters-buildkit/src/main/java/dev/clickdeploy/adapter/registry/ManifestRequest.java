package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.http.Answer;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import java.util.Optional;

/**
 * {@code GET /v2/<name>/manifests/<tag or digest>} (OCI distribution specification, "Pulling
 * manifests", end-3). What the registry says about the digest is believed only when the bytes
 * agree.
 */
record ManifestRequest(RegistryClient client) {
  Optional<ImageManifest> get(ImageReference reference) {
    return held(reference, reference.tag()).map(Held::manifest);
  }

  /** By the digest, whatever the tag names. */
  Optional<ImageManifest> get(PushedImage image) {
    return held(image).map(Held::manifest);
  }

  /** By the digest, with its bytes. */
  Optional<Held> held(PushedImage image) {
    Optional<Held> found = held(image.reference(), image.digest().value());
    found
        .map(held -> held.manifest.digest())
        .filter(digest -> !digest.equals(image.digest()))
        .ifPresent(
            digest -> {
              throw client
                  .refusals()
                  .broken(
                      "answers %s with the manifest %s"
                          .formatted(image.reference().pinned(image.digest()), digest),
                      "something between us and the registry changes its answers");
            });
    return found;
  }

  /** A manifest and the bytes that it is. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Held(ImageManifest manifest, byte[] bytes) {}

  private Optional<Held> held(ImageReference reference, String tagOrDigest) {
    Answer answer =
        client.send(
            Call.get(
                reference.repository() + "/manifests/" + tagOrDigest,
                "repository:" + reference.repository() + ":pull",
                ManifestType.ACCEPT));
    return switch (answer.status()) {
      case 200 -> Optional.of(new Held(verified(reference, answer), answer.body()));
      case 404 -> Optional.empty();
      default -> throw client.refusals().refused("the registry", answer);
    };
  }

  private ImageManifest verified(ImageReference reference, Answer answer) {
    ImageDigest digest = ImageDigest.of(answer.body());
    answer
        .header("Docker-Content-Digest")
        .filter(said -> !said.startsWith("sha512:") && !said.equals(digest.value()))
        .ifPresent(
            said -> {
              throw client
                  .refusals()
                  .broken(
                      "holds another manifest for %s than it says: %s instead of %s"
                          .formatted(reference, digest, said.replaceAll("[^\\w:]", "?")),
                      "something between us and the registry changes its answers");
            });
    try {
      return ManifestType.read(answer.header("Content-Type").orElse(""), answer.body(), digest);
    } catch (IllegalArgumentException e) {
      throw client
          .refusals()
          .broken("answers %s with %s".formatted(reference, e.getMessage()), null);
    }
  }
}
