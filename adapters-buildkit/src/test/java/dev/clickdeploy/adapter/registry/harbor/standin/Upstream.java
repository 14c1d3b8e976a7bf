package dev.clickdeploy.adapter.registry.harbor.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The real registry that keeps the stand-in's blobs and manifests, below a prefix of its own. */
final class Upstream implements AutoCloseable {
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "host",
          "connection",
          "content-length",
          "authorization",
          "transfer-encoding",
          "cookie",
          "upgrade",
          "http2-settings");

  private final HttpClient http = HttpClient.newHttpClient();
  private final String host;
  private final String prefix = "harbor-" + UUID.randomUUID();

  Upstream(String host) {
    this.host = host;
  }

  /** Hands a request on for {@code /v2/<path>}; what it says of places is as if it were here. */
  Reply send(Asked asked, String path, String here) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://%s/v2/%s/%s".formatted(host, prefix, path)))
            .method(asked.method(), BodyPublishers.ofByteArray(asked.body()));
    asked
        .headers()
        .forEach(
            (name, value) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, value);
              }
            });
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response.body(), headers(response, here));
    } catch (IOException e) {
      return Reply.error(502, "UNKNOWN", String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.error(502, "UNKNOWN", "interrupted");
    }
  }

  private Map<String, String> headers(HttpResponse<byte[]> response, String here) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name)) {
                headers.put(name, values.getFirst());
              }
            });
    headers.computeIfPresent(
        "location",
        (name, place) ->
            place
                .replace("http://" + host, "http://" + here)
                .replace("/v2/" + prefix + "/", "/v2/"));
    return headers;
  }

  /** The query as it was sent, for the registry's own uploads. */
  static String withQuery(String path, Asked asked) {
    if (asked.query().isEmpty()) {
      return path;
    }
    return path
        + "?"
        + asked.query().entrySet().stream()
            .map(
                e ->
                    e.getKey()
                        + "="
                        + java.net.URLEncoder.encode(
                            e.getValue(), java.nio.charset.StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
  }

  @Override
  public void close() {
    http.close();
  }
}
