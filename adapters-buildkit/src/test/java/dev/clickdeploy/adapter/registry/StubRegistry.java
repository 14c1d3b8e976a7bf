package dev.clickdeploy.adapter.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** An HTTP server on loopback that answers what a test wants, and notes what it was asked. */
final class StubRegistry implements AutoCloseable {
  /** What it was asked. */
  record Asked(
      String method,
      String target,
      @Nullable String authorization,
      @Nullable String accept,
      @Nullable String cookie,
      @Nullable String contentType,
      String body) {}

  /** What it answers; headers as alternating names and values. */
  record Reply(int status, String body, String... headers) {}

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final String scheme;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  StubRegistry(Function<Asked, Reply> answers) {
    this(InetAddress.getLoopbackAddress(), null, answers);
  }

  /** One that speaks TLS when it is given what it needs for it. */
  StubRegistry(InetAddress address, @Nullable SSLContext tls, Function<Asked, Reply> answers) {
    scheme = tls == null ? "http" : "https";
    try {
      server = server(new InetSocketAddress(address, 0), tls);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  private static HttpServer server(InetSocketAddress address, @Nullable SSLContext tls)
      throws IOException {
    if (tls == null) {
      return HttpServer.create(address, 0);
    }
    HttpsServer secure = HttpsServer.create(address, 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls));
    return secure;
  }

  private void answer(HttpExchange exchange, Function<Asked, Reply> answers) throws IOException {
    Asked request =
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Accept"),
            exchange.getRequestHeaders().getFirst("Cookie"),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    asked.add(request);
    Reply reply = answers.apply(request);
    for (int i = 0; i < reply.headers().length; i += 2) {
      exchange.getResponseHeaders().add(reply.headers()[i], reply.headers()[i + 1]);
    }
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    boolean none = body.length == 0 || request.method().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), none ? -1 : body.length);
    if (!none) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  /** {@code 127.0.0.1:port}, or the address that it was given. */
  String host() {
    return server.getAddress().getAddress().getHostAddress() + ":" + server.getAddress().getPort();
  }

  String url() {
    return scheme + "://" + host();
  }

  List<Asked> asked() {
    return List.copyOf(asked);
  }

  List<String> targets() {
    return asked.stream().map(Asked::target).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
