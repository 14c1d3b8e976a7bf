package dev.clickdeploy.adapter.buildkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The open registry behind a token service, as Harbor has one: 401 with a Bearer challenge, a token
 * for the right password.
 */
final class TokenRegistry implements AutoCloseable {
  private static final String TOKEN = "a-token-of-the-test";
  private static final Set<String> NOT_FORWARDED =
      Set.of("host", "connection", "content-length", "authorization", "transfer-encoding");

  private final HttpServer server;
  private final PlainHttpFront front;
  private final HttpClient upstream = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String expected;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  TokenRegistry(String username, String password) throws IOException {
    byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
    expected = "Basic " + Base64.getEncoder().encodeToString(pair);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/token", this::token);
    server.createContext("/v2/", this::registry);
    server.start();
    front = new PlainHttpFront(server.getAddress());
  }

  String host() {
    return "127.0.0.1:" + front.port();
  }

  /** Who asked for tokens: the client's program and the scope. */
  List<String> asked() {
    return asked;
  }

  /** Every credential that was shown, for a token or with one. */
  List<String> authorizations() {
    return authorizations;
  }

  private void hear(HttpExchange exchange) {
    authorizations.addAll(exchange.getRequestHeaders().getOrDefault("Authorization", List.of()));
  }

  private void token(HttpExchange exchange) throws IOException {
    hear(exchange);
    asked.add(
        exchange.getRequestHeaders().getFirst("User-Agent")
            + " "
            + exchange.getRequestURI().getQuery());
    boolean right = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
    answer(exchange, right ? 200 : 401, "{\"token\":\"" + TOKEN + "\"}");
  }

  private void registry(HttpExchange exchange) throws IOException {
    hear(exchange);
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange
          .getResponseHeaders()
          .set(
              "WWW-Authenticate",
              "Bearer realm=\"http://%s/token\",service=\"test\"".formatted(host()));
      answer(exchange, 401, "{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}");
      return;
    }
    forward(exchange);
  }

  private void forward(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://" + RealParts.get("registry") + exchange.getRequestURI().toString()))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_FORWARDED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try {
      HttpResponse<byte[]> response =
          upstream.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      response
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (!NOT_FORWARDED.contains(name)) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      byte[] body = response.body();
      exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() throws IOException {
    front.close();
    server.stop(0);
    threads.shutdownNow();
    upstream.close();
  }
}
