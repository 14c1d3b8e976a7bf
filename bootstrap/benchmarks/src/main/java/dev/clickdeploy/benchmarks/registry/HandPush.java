package dev.clickdeploy.benchmarks.registry;

import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Pushes an image of two small layers, request by request. */
final class HandPush {
  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private final HttpClient http;
  private final String host;
  private final String repository = "benchmark/" + UUID.randomUUID();

  private HandPush(HttpClient http, String host) {
    this.http = http;
    this.host = host;
  }

  static PushedImage to(String host) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return new HandPush(http, host).image();
    }
  }

  private PushedImage image() throws IOException, InterruptedException {
    String layer = "application/vnd.oci.image.layer.v1.tar";
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s,%s]}\
        """
            .formatted(
                MANIFEST,
                blob("application/vnd.oci.image.config.v1+json", "{}"),
                blob(layer, "one layer"),
                blob(layer, "another layer"));
    byte[] bytes = manifest.getBytes(StandardCharsets.UTF_8);
    send(
        request("/v2/" + repository + "/manifests/benchmark")
            .header("Content-Type", MANIFEST)
            .PUT(BodyPublishers.ofByteArray(bytes)),
        201);
    return new PushedImage(
        ImageReference.parse(host + "/" + repository + ":benchmark"), ImageDigest.of(bytes));
  }

  /** The descriptor of a blob that is there now. */
  private String blob(String mediaType, String content) throws IOException, InterruptedException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    ImageDigest digest = ImageDigest.of(bytes);
    String place =
        send(request("/v2/" + repository + "/blobs/uploads/").POST(BodyPublishers.noBody()), 202)
            .headers()
            .firstValue("Location")
            .orElseThrow();
    send(
        request(place + (place.contains("?") ? "&" : "?") + "digest=" + digest)
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(bytes)),
        201);
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(mediaType, digest, bytes.length);
  }

  private HttpRequest.Builder request(String location) {
    return HttpRequest.newBuilder(URI.create("http://" + host + "/").resolve(location));
  }

  private HttpResponse<Void> send(HttpRequest.Builder request, int expected)
      throws IOException, InterruptedException {
    HttpResponse<Void> response = http.send(request.build(), BodyHandlers.discarding());
    if (response.statusCode() != expected) {
      throw new IOException("the registry answers a push with " + response.statusCode());
    }
    return response;
  }
}
