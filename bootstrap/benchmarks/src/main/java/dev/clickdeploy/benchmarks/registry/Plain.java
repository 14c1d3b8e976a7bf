package dev.clickdeploy.benchmarks.registry;

import dev.clickdeploy.model.image.PushedImage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** The JDK's HTTP client with the same requests and no check of what is answered. */
final class Plain implements Client {
  static final String NAME = "java.net.http, no checks";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String host;

  Plain(String host) {
    this.host = host;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void verify(PushedImage image) throws IOException, InterruptedException {
    manifest(image);
  }

  @Override
  public void tag(PushedImage image, String tag) throws IOException, InterruptedException {
    HttpRequest put =
        manifests(image, tag)
            .header("Content-Type", HandPush.MANIFEST)
            .PUT(BodyPublishers.ofByteArray(manifest(image)))
            .build();
    send(put, 201);
  }

  private byte[] manifest(PushedImage image) throws IOException, InterruptedException {
    return send(manifests(image, image.digest().value()).build(), 200).body();
  }

  private HttpRequest.Builder manifests(PushedImage image, String tagOrDigest) {
    return HttpRequest.newBuilder(
            URI.create(
                "http://%s/v2/%s/manifests/%s"
                    .formatted(host, image.reference().repository(), tagOrDigest)))
        .header("Accept", HandPush.MANIFEST);
  }

  private HttpResponse<byte[]> send(HttpRequest request, int expected)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != expected) {
      throw new IOException(request.method() + " is answered with " + response.statusCode());
    }
    return response;
  }

  @Override
  public void close() {
    http.close();
  }
}
