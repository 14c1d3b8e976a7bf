package dev.clickdeploy.bootstrap.access;

import dev.clickdeploy.adapter.http.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends what a row says to the server. */
final class Door implements AutoCloseable {
  private static final Set<String> OF_THE_MOMENT = Set.of("date", "x-request-id");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final InetSocketAddress address;

  Door(InetSocketAddress address) {
    this.address = address;
  }

  /** What came back. */
  record Answer(int status, Map<String, String> headers, String body, String requestId) {
    /** All of it but what is of the moment, with these ids replaced. */
    String without(Map<String, Object> ids) {
      String text = status + "\n" + headers + "\n" + body.replace(requestId, "{request}");
      for (Map.Entry<String, Object> id : ids.entrySet()) {
        text = text.replace(id.getValue().toString(), "{" + id.getKey() + "}");
      }
      return text;
    }
  }

  Answer ask(Endpoint endpoint, Row row, Map<String, Object> ids, @Nullable String token)
      throws IOException, InterruptedException {
    String path = filled(endpoint.template(), ids);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address.getPort() + path))
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(row.method(), body(row, ids));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return answer(http.send(request.build(), BodyHandlers.ofString()));
  }

  private static String filled(String text, Map<String, Object> ids) {
    String filled = text;
    for (Map.Entry<String, Object> id : ids.entrySet()) {
      filled = filled.replace("{" + id.getKey() + "}", id.getValue().toString());
    }
    return filled;
  }

  private static HttpRequest.BodyPublisher body(Row row, Map<String, Object> ids) {
    return row.body().isEmpty()
        ? BodyPublishers.noBody()
        : BodyPublishers.ofString(
            filled(row.body(), ids).replace("{unique}", UUID.randomUUID().toString()));
  }

  private static Answer answer(HttpResponse<String> response) {
    Map<String, String> headers = new TreeMap<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!OF_THE_MOMENT.contains(name)) {
                headers.put(name, String.join(", ", values));
              }
            });
    String id = response.headers().firstValue("X-Request-Id").orElseThrow();
    return new Answer(response.statusCode(), headers, response.body(), id);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
