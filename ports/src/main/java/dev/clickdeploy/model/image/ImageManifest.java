package dev.clickdeploy.model.image;

import java.util.Objects;

/**
 * What a registry holds under a reference.
 *
 * @param digest SHA-256 recomputed over the manifest's bytes as received
 * @param mediaType OCI or Docker manifest or index media type
 * @param size total of config and layers in bytes; of the manifests' own bytes for an index
 */
public record ImageManifest(ImageDigest digest, String mediaType, long size) {
  public ImageManifest {
    Objects.requireNonNull(digest, "digest");
    Objects.requireNonNull(mediaType, "mediaType");
  }
}
