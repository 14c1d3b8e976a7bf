package dev.clickdeploy.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Runs a built image and asks it for its front page. */
final class ImageTrial {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PORT = 3000;

  private final Engine engine;
  private final Terminal terminal;

  ImageTrial(Engine engine, Terminal terminal) {
    this.engine = engine;
    this.terminal = terminal;
  }

  /** Pulls, runs, asks, removes; ends the demo when the container does not answer. */
  void run(String pinnedImage) {
    long begin = System.nanoTime();
    engine.pull(pinnedImage);
    String container = engine.run(pinnedImage, PORT);
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
      HttpResponse<String> response = firstAnswer(http, container);
      String page = response.body().strip().lines().findFirst().orElse("");
      terminal.line(
          "  GET %s → %d  %s"
              .formatted(
                  response.uri(),
                  response.statusCode(),
                  page.substring(0, Math.min(70, page.length()))));
      if (response.statusCode() >= 500) {
        throw new DemoException("the image runs but answers " + response.statusCode());
      }
      terminal.success(
          "it answers, %s after the pull began"
              .formatted(Terminal.seconds(Duration.ofNanos(System.nanoTime() - begin))));
    } finally {
      engine.remove(container);
    }
  }

  private HttpResponse<String> firstAnswer(HttpClient http, String container) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      JsonNode state = engine.inspect(container);
      for (URI address : addresses(state)) {
        Optional<HttpResponse<String>> answer = ask(http, address);
        if (answer.isPresent()) {
          return answer.get();
        }
      }
      if (!state.path("State").path("Running").asBoolean()) {
        throw new DemoException("the container has stopped: " + engine.logs(container).strip());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new DemoException(
        "the container did not answer on port %d within %d s: %s"
            .formatted(PORT, PATIENCE.toSeconds(), engine.logs(container).strip()));
  }

  /**
   * The container's own address, and where its port is published (an engine in a virtual machine
   * needs that).
   */
  private static List<URI> addresses(JsonNode container) {
    JsonNode network = container.path("NetworkSettings");
    List<URI> addresses = new ArrayList<>();
    String ip = network.path("Networks").path("bridge").path("IPAddress").asText();
    if (!ip.isEmpty()) {
      addresses.add(URI.create("http://%s:%d/".formatted(ip, PORT)));
    }
    String published = network.path("Ports").path(PORT + "/tcp").path(0).path("HostPort").asText();
    if (!published.isEmpty()) {
      addresses.add(URI.create("http://127.0.0.1:%s/".formatted(published)));
    }
    return addresses;
  }

  private static Optional<HttpResponse<String>> ask(HttpClient http, URI address) {
    try {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
      return Optional.of(http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      // not listening yet
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted", e);
    }
  }
}
