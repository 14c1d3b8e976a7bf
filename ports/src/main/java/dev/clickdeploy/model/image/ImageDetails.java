package dev.clickdeploy.model.image;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an image is, by its manifest and its config; of an index, what its image for a platform is.
 *
 * @param manifest what the image's reference or digest names: the image's manifest, or an index
 * @param image digest of the platform's manifest; the manifest's own where there is no index
 * @param platform such as {@code linux/amd64} or {@code linux/arm64/v8}
 * @param layers in order, the lowest first
 * @param created when it was built; null when its config does not say
 * @param labels of its config
 */
public record ImageDetails(
    ImageManifest manifest,
    ImageDigest image,
    String platform,
    List<Layer> layers,
    @Nullable Instant created,
    Map<String, String> labels) {
  public ImageDetails {
    Objects.requireNonNull(manifest, "manifest");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(platform, "platform");
    layers = List.copyOf(layers);
    labels = Map.copyOf(labels);
  }

  /** A layer as it is stored: its size is in bytes, compressed. */
  public record Layer(ImageDigest digest, String mediaType, long size) {
    public Layer {
      Objects.requireNonNull(digest, "digest");
      Objects.requireNonNull(mediaType, "mediaType");
    }
  }
}
