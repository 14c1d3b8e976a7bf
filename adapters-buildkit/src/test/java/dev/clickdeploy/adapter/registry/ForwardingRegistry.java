package dev.clickdeploy.adapter.registry;

import dev.clickdeploy.adapter.registry.StubRegistry.Asked;
import dev.clickdeploy.adapter.registry.StubRegistry.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Hands requests on to a real registry, as a token service's front does. */
final class ForwardingRegistry implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String host;

  ForwardingRegistry(String host) {
    this.host = host;
  }

  Reply answer(Asked asked) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + host + asked.target()))
            .method(asked.method(), BodyPublishers.ofString(asked.body()));
    if (asked.contentType() != null) {
      request.header("Content-Type", asked.contentType());
    }
    if (asked.accept() != null) {
      request.header("Accept", asked.accept());
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      List<String> headers = new ArrayList<>();
      for (String name : List.of("Content-Type", "Docker-Content-Digest", "Link")) {
        response
            .headers()
            .firstValue(name)
            .ifPresent(value -> headers.addAll(List.of(name, value)));
      }
      return new Reply(response.statusCode(), response.body(), headers.toArray(String[]::new));
    } catch (IOException e) {
      return new Reply(502, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply(502, "");
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
