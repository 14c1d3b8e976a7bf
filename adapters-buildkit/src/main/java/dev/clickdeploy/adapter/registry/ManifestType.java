package dev.clickdeploy.adapter.registry;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.registry.http.RegistryJson;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of manifests that are read (OCI image specification, media-types.md). */
enum ManifestType {
  OCI_INDEX("application/vnd.oci.image.index.v1+json", true),
  OCI_MANIFEST("application/vnd.oci.image.manifest.v1+json", false),
  DOCKER_LIST("application/vnd.docker.distribution.manifest.list.v2+json", true),
  DOCKER_MANIFEST("application/vnd.docker.distribution.manifest.v2+json", false);

  /** For the Accept header. */
  static final String ACCEPT =
      Arrays.stream(values()).map(type -> type.mediaType).collect(Collectors.joining(", "));

  private static final ObjectMapper JSON = RegistryJson.mapper();

  private final String mediaType;
  private final boolean index;

  ManifestType(String mediaType, boolean index) {
    this.mediaType = mediaType;
    this.index = index;
  }

  /**
   * Reads a manifest.
   *
   * @throws IllegalArgumentException when it is none, saying what it is instead
   */
  static ImageManifest read(String contentType, byte[] body, ImageDigest digest) {
    JsonNode root = parse(body);
    Optional<ManifestType> header = of(contentType);
    Optional<ManifestType> member = of(root.path("mediaType").asText());
    if (header.isPresent() && member.isPresent() && !header.equals(member)) {
      throw new IllegalArgumentException(
          "a manifest of two types: %s and %s"
              .formatted(header.get().mediaType, member.get().mediaType));
    }
    ManifestType type =
        header
            .or(() -> member)
            .orElseThrow(() -> new IllegalArgumentException("what is no image manifest"));
    return new ImageManifest(digest, type.mediaType, type.size(root));
  }

  /** Whether it names other manifests. */
  static boolean isIndex(ImageManifest manifest) {
    return of(manifest.mediaType()).filter(type -> type.index).isPresent();
  }

  private static JsonNode parse(byte[] body) {
    try {
      JsonNode root = JSON.readTree(body);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (StreamConstraintsException e) {
      throw new IllegalArgumentException("a manifest of too many parts", e);
    } catch (IOException e) {
      // said below
    }
    throw new IllegalArgumentException("a manifest that is not JSON");
  }

  private static Optional<ManifestType> of(String contentType) {
    String name = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(type -> type.mediaType.equals(name)).findFirst();
  }

  private long size(JsonNode root) {
    try {
      return index
          ? sum(root.path("manifests"))
          : Math.addExact(sizeOf(root.path("config")), sum(root.path("layers")));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("a manifest with impossible sizes", e);
    }
  }

  private static long sum(JsonNode descriptors) {
    if (!descriptors.isArray()) {
      throw new IllegalArgumentException("an incomplete manifest");
    }
    long sum = 0;
    for (JsonNode descriptor : descriptors) {
      sum = Math.addExact(sum, sizeOf(descriptor));
    }
    return sum;
  }

  private static long sizeOf(JsonNode descriptor) {
    JsonNode size = descriptor.path("size");
    if (!size.isIntegralNumber() || !size.canConvertToLong() || size.asLong() < 0) {
      throw new IllegalArgumentException("a manifest with impossible sizes");
    }
    return size.asLong();
  }
}
