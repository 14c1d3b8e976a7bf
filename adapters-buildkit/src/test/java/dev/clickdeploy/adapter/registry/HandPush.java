package dev.clickdeploy.adapter.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.image.ImageDigest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pushes small images to a real registry, request by request, without our own client. */
public final class HandPush implements AutoCloseable {
  public static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  public static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String host;
  private final @Nullable String authorization;
  public final String repository;

  /** To a repository of its own. */
  public HandPush(String host, @Nullable String authorization) {
    this(host, authorization, "registry-it/" + UUID.randomUUID());
  }

  public HandPush(String host, @Nullable String authorization, String repository) {
    this.host = host;
    this.authorization = authorization;
    this.repository = repository;
  }

  public String reference(String tag) {
    return host + "/" + repository + ":" + tag;
  }

  /** A config of 2 bytes and a layer of this text; answers the manifest's bytes. */
  public byte[] image(String tag, String layer) throws IOException, InterruptedException {
    return image(tag, layer, "{}");
  }

  /** A config and a layer of these texts; answers the manifest's bytes. */
  public byte[] image(String tag, String layer, String config)
      throws IOException, InterruptedException {
    String manifest =
        """
        {"schemaVersion":2,"mediaType":"%s",
         "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
         "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}
        """
            .formatted(MANIFEST, blob(config), config.length(), blob(layer), layer.length());
    return put(tag, MANIFEST, manifest);
  }

  /** An index of one manifest that is there already. */
  public byte[] index(String tag, byte[] manifest) throws IOException, InterruptedException {
    String index =
        """
        {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":%d,
         "platform":{"architecture":"amd64","os":"linux"}}]}
        """
            .formatted(INDEX, MANIFEST, ImageDigest.of(manifest), manifest.length);
    return put(tag, INDEX, index);
  }

  private ImageDigest blob(String content) throws IOException, InterruptedException {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    ImageDigest digest = ImageDigest.of(bytes);
    HttpResponse<Void> begun =
        send(request("/v2/" + repository + "/blobs/uploads/").POST(BodyPublishers.noBody()));
    assertThat(begun.statusCode()).isEqualTo(202);
    String place = begun.headers().firstValue("Location").orElseThrow();
    String put = place + (place.contains("?") ? "&" : "?") + "digest=" + digest;
    HttpResponse<Void> done =
        send(
            request(put)
                .header("Content-Type", "application/octet-stream")
                .PUT(BodyPublishers.ofByteArray(bytes)));
    assertThat(done.statusCode()).isEqualTo(201);
    return digest;
  }

  private byte[] put(String tag, String type, String text)
      throws IOException, InterruptedException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    HttpResponse<Void> done =
        send(
            request("/v2/" + repository + "/manifests/" + tag)
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofByteArray(bytes)));
    assertThat(done.statusCode()).isEqualTo(201);
    return bytes;
  }

  private HttpRequest.Builder request(String location) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host + "/").resolve(location));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return request;
  }

  private HttpResponse<Void> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.discarding());
  }

  @Override
  public void close() {
    http.close();
  }
}
