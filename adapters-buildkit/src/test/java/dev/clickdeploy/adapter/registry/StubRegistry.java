package dev.clickdeploy.adapter.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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
import org.jspecify.annotations.Nullable;

/** An HTTP server on loopback that answers what a test wants, and notes what it was asked. */
final class StubRegistry implements AutoCloseable {
  /** What it was asked. */
  record Asked(
      String target,
      @Nullable String authorization,
      @Nullable String accept,
      @Nullable String cookie) {}

  /** What it answers; headers as alternating names and values. */
  record Reply(int status, String body, String... headers) {}

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  StubRegistry(Function<Asked, Reply> answers) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  private void answer(HttpExchange exchange, Function<Asked, Reply> answers) throws IOException {
    Asked request =
        new Asked(
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestHeaders().getFirst("Accept"),
            exchange.getRequestHeaders().getFirst("Cookie"));
    asked.add(request);
    Reply reply = answers.apply(request);
    for (int i = 0; i < reply.headers().length; i += 2) {
      exchange.getResponseHeaders().add(reply.headers()[i], reply.headers()[i + 1]);
    }
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** {@code 127.0.0.1:port}. */
  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url() {
    return "http://" + host();
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
