package dev.clickdeploy.adapter.http;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.util.Map;

/** Sends answers; no thread waits for the client to take them. */
final class Sender {
  private final Patience patience;

  Sender(Patience patience) {
    this.patience = patience;
  }

  void send(HttpServerExchange exchange, Answer answer) {
    head(exchange, answer.status(), answer.headers());
    exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()));
    patience.untilTaken(exchange);
  }

  /** What comes before a body. */
  void head(HttpServerExchange exchange, int status, Map<String, String> headers) {
    exchange.setStatusCode(status);
    // answers may hold secrets that are shown once, and texts that others wrote
    put(exchange, "Cache-Control", "no-store");
    put(exchange, "X-Content-Type-Options", "nosniff");
    headers.forEach((name, value) -> put(exchange, name, value));
  }

  static void put(HttpServerExchange exchange, String name, String value) {
    exchange.getResponseHeaders().put(new HttpString(name), value);
  }
}
