package dev.clickdeploy.bootstrap.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The server as a client over a socket sees it. */
final class Api {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final URI server;
  private final String token;

  Api(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  Api with(String otherToken) {
    return new Api(server, otherToken);
  }

  Api at(URI otherServer) {
    return new Api(otherServer, token);
  }

  Answer post(String path, Map<String, ?> body) {
    return postRaw(path, written(body));
  }

  Answer postRaw(String path, String body) {
    return send(request("/v1/click-deploy" + path).POST(BodyPublishers.ofString(body)));
  }

  Answer put(String path, Map<String, ?> body) {
    return send(request("/v1/click-deploy" + path).PUT(BodyPublishers.ofString(written(body))));
  }

  /** Any method with a body of JSON. */
  Answer send(String method, String path, Map<String, ?> body) {
    return send(
        request("/v1/click-deploy" + path).method(method, BodyPublishers.ofString(written(body))));
  }

  Answer get(String path) {
    return send(request("/v1/click-deploy" + path).GET());
  }

  Answer getRoot(String path) {
    return send(request(path).GET());
  }

  Answer push(Map<String, ?> payload, String secret) {
    String body = written(payload);
    return send(
        request("/webhooks/github")
            .header("X-GitHub-Event", "push")
            .header("X-GitHub-Delivery", "d-" + body.hashCode())
            .header("X-Hub-Signature-256", "sha256=" + hmac(body, secret))
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json");
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Answer(response.statusCode(), JSON.readTree(response.body()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String written(Map<String, ?> body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String hmac(String body, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  record Answer(int status, JsonNode body) {
    String text(String field) {
      return body.path(field).asText();
    }
  }
}
