package dev.clickdeploy.benchmarks.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Hands requests on to the registry and counts them. */
final class CountingProxy implements AutoCloseable {
  private static final List<String> ASKED = List.of("Accept", "Content-Type");
  private static final List<String> ANSWERED = List.of("Content-Type", "Docker-Content-Digest");

  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpServer server;
  private final String registry;
  private final AtomicLong count = new AtomicLong();

  private CountingProxy(HttpServer server, String registry) {
    this.server = server;
    this.registry = registry;
  }

  static CountingProxy before(String registry) throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    CountingProxy proxy = new CountingProxy(HttpServer.create(anyPort, 0), registry);
    proxy.server.createContext("/", proxy::handOn);
    proxy.server.start();
    return proxy;
  }

  /** {@code host:port} of its own. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The registry's image, as it is called here. */
  PushedImage here(PushedImage image) {
    ImageReference there = image.reference();
    return new PushedImage(
        ImageReference.parse(address() + "/" + there.repository() + ":" + there.tag()),
        image.digest());
  }

  long count() {
    return count.get();
  }

  private void handOn(HttpExchange exchange) throws IOException {
    count.incrementAndGet();
    try (exchange) {
      HttpResponse<byte[]> answer = http.send(request(exchange), BodyHandlers.ofByteArray());
      for (String name : ANSWERED) {
        answer
            .headers()
            .firstValue(name)
            .ifPresent(value -> exchange.getResponseHeaders().set(name, value));
      }
      byte[] body = answer.body();
      exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private HttpRequest request(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + registry + exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : ASKED) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    return request.build();
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
