package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import dev.clickdeploy.model.image.ImageDetails;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A registry that holds whatever it is given, well-formed or not, by digest. */
final class Shelf implements AutoCloseable {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  static final String INDEX = "application/vnd.oci.image.index.v1+json";
  static final String CONFIG =
      "{\"os\":\"linux\",\"architecture\":\"amd64\",\"created\":\"2026-01-02T03:04:05Z\","
          + "\"config\":{\"Labels\":{\"a\":\"b\"}}}";

  private final Map<String, Reply> held = new ConcurrentHashMap<>();
  final StubRegistry stub =
      new StubRegistry(
          asked ->
              held.getOrDefault(
                  asked.target().substring(asked.target().lastIndexOf('/') + 1),
                  new Reply(404, "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}")));
  private final OciRegistry registry = OciRegistry.at(stub.url(), null, null);

  static String digest(String content) {
    return ImageDigest.of(content.getBytes(StandardCharsets.UTF_8)).value();
  }

  /** Holds it under its digest. */
  String hold(String content, String type) {
    return holdAs(digest(content), content, type);
  }

  /** Holds it under whatever digest. */
  String holdAs(String digest, String content, String type) {
    held.put(digest, new Reply(200, content, "Content-Type", type));
    return digest;
  }

  static String manifest(String config, long size) {
    return """
    {"schemaVersion":2,"mediaType":"%s",
     "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
     "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":9}]}
    """
        .formatted(MANIFEST, config, size, digest("layer"));
  }

  static String index(String... descriptors) {
    return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
        .formatted(INDEX, String.join(",", descriptors));
  }

  static String descriptor(String digest, String os, String architecture) {
    return """
    {"mediaType":"%s","digest":"%s","size":1,
     "platform":{"os":"%s","architecture":"%s"}}
    """
        .formatted(MANIFEST, digest, os, architecture);
  }

  Optional<ImageDetails> details(String digest) {
    ImageReference reference = ImageReference.parse(stub.host() + "/a/b:t");
    return registry.images().details(new PushedImage(reference, ImageDigest.parse(digest)), null);
  }

  @Override
  public void close() {
    registry.close();
    stub.close();
  }
}
