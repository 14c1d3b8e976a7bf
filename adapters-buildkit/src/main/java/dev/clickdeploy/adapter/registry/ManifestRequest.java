package dev.clickdeploy.adapter.registry;

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
    return get(reference, reference.tag());
  }

  /** By the digest, whatever the tag names. */
  Optional<ImageManifest> get(PushedImage image) {
    Optional<ImageManifest> manifest = get(image.reference(), image.digest().value());
    manifest
        .filter(held -> !held.digest().equals(image.digest()))
        .ifPresent(
            held -> {
              throw client
                  .refusals()
                  .broken(
                      "answers %s with the manifest %s"
                          .formatted(image.reference().pinned(image.digest()), held.digest()),
                      "something between us and the registry changes its answers");
            });
    return manifest;
  }

  private Optional<ImageManifest> get(ImageReference reference, String tagOrDigest) {
    Answer answer =
        client.get(
            reference.repository() + "/manifests/" + tagOrDigest,
            "repository:" + reference.repository() + ":pull",
            ManifestType.ACCEPT);
    return switch (answer.status()) {
      case 200 -> Optional.of(verified(reference, answer));
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
