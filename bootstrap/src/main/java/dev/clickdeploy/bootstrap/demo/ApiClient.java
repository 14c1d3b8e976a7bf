package dev.clickdeploy.bootstrap.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.model.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The REST API as any client sees it. */
final class ApiClient implements AutoCloseable {
  private static final String API = "/v1/click-deploy";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI server;

  ApiClient(URI server) {
    this.server = server;
  }

  /** The answer's JSON; any status but 2xx ends the demo with what the server said. */
  JsonNode post(Secret token, String path, Map<String, ?> body) {
    return accepted(send(request(API + path, token).POST(BodyPublishers.ofString(written(body)))));
  }

  JsonNode get(Secret token, String path) {
    return accepted(send(request(API + path, token).GET()));
  }

  /** Whether something is there for this token. */
  boolean exists(Secret token, String path) {
    return send(request(API + path, token).GET()).statusCode() == 200;
  }

  JsonNode pushed(GitHubPush push, Secret webhookSecret) {
    String body = written(push.payload());
    return accepted(
        send(
            HttpRequest.newBuilder(server.resolve("/webhooks/github"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "push")
                .header("X-GitHub-Delivery", java.util.UUID.randomUUID().toString())
                .header("X-Hub-Signature-256", GitHubPush.signature(body, webhookSecret))
                .POST(BodyPublishers.ofString(body))));
  }

  private HttpRequest.Builder request(String path, Secret token) {
    return HttpRequest.newBuilder(server.resolve(path))
        .timeout(Duration.ofSeconds(60))
        .header("Authorization", "Bearer " + token.reveal())
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new DemoException("the server at " + server + " does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted", e);
    }
  }

  private JsonNode accepted(HttpResponse<String> response) {
    try {
      JsonNode body = json.readTree(response.body());
      if (response.statusCode() / 100 != 2) {
        throw new DemoException(
            "%s answered %d: %s"
                .formatted(
                    response.request().uri().getPath(),
                    response.statusCode(),
                    body.path("detail").asText(response.body())));
      }
      return body;
    } catch (JsonProcessingException e) {
      throw new DemoException("the server's answer is not JSON: " + response.body(), e);
    }
  }

  private String written(Map<String, ?> body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
