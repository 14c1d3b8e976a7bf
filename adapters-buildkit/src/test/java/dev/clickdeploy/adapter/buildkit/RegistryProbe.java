package dev.clickdeploy.adapter.buildkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** What a registry holds, read without any of the code under test. */
final class RegistryProbe {
  private static final String ACCEPT =
      "application/vnd.oci.image.manifest.v1+json,"
          + "application/vnd.docker.distribution.manifest.v2+json,"
          + "application/vnd.oci.image.index.v1+json,"
          + "application/vnd.docker.distribution.manifest.list.v2+json";

  private final String authorization;

  private RegistryProbe(String authorization) {
    this.authorization = authorization;
  }

  static RegistryProbe open() {
    return new RegistryProbe("");
  }

  static RegistryProbe as(String username, String password) {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new RegistryProbe("Basic " + Base64.getEncoder().encodeToString(pair));
  }

  boolean has(ImageReference image) throws Exception {
    return get(image, "manifests/" + image.tag()).statusCode() == 200;
  }

  ImageDigest digest(ImageReference image) throws Exception {
    return ImageDigest.of(get(image, "manifests/" + image.tag()).body());
  }

  /** The image's configuration: environment, labels, platform. */
  JsonNode config(ImageReference image) throws Exception {
    return json(blob(image, manifest(image).path("config").path("digest").asText()));
  }

  /** Every file of the image by path, upper layers over lower ones. */
  Map<String, TarEntry> files(ImageReference image) throws Exception {
    Map<String, TarEntry> files = new LinkedHashMap<>();
    for (JsonNode layer : manifest(image).path("layers")) {
      files.putAll(TarEntry.read(blob(image, layer.path("digest").asText())));
    }
    return files;
  }

  /** The manifest or index under the tag. */
  JsonNode manifest(ImageReference image) throws Exception {
    return json(get(image, "manifests/" + image.tag()).body());
  }

  /** What the repository holds under a digest. */
  JsonNode manifest(ImageReference image, String digest) throws Exception {
    return json(get(image, "manifests/" + digest).body());
  }

  /** Every document and blob that the tag leads to, layers uncompressed. */
  List<byte[]> everything(ImageReference image) throws Exception {
    List<byte[]> found = new ArrayList<>();
    gather(image, image.tag(), found);
    return found;
  }

  private void gather(ImageReference image, String reference, List<byte[]> found) throws Exception {
    byte[] body = get(image, "manifests/" + reference).body();
    found.add(body);
    for (JsonNode child : json(body).path("manifests")) {
      gather(image, child.path("digest").asText(), found);
    }
    for (String part : List.of("config", "layers")) {
      for (JsonNode blob :
          json(body).path(part).isArray()
              ? json(body).path(part)
              : List.of(json(body).path(part))) {
        if (blob.has("digest")) {
          found.add(uncompressed(blob(image, blob.path("digest").asText())));
        }
      }
    }
  }

  private static byte[] uncompressed(byte[] blob) throws IOException {
    boolean gzip = blob.length > 2 && blob[0] == 0x1f && blob[1] == (byte) 0x8b;
    return gzip ? new GZIPInputStream(new ByteArrayInputStream(blob)).readAllBytes() : blob;
  }

  private byte[] blob(ImageReference image, String digest) throws Exception {
    return get(image, "blobs/" + digest).body();
  }

  private static JsonNode json(byte[] body) throws IOException {
    return new ObjectMapper().readTree(body);
  }

  private HttpResponse<byte[]> get(ImageReference image, String what) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://%s/v2/%s/%s".formatted(image.host(), image.repository(), what)))
            .header("Accept", ACCEPT);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
  }
}
