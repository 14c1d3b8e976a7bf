package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.UuidV7;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.InstantSource;

/**
 * Every request comes in here: it gets its id, and an answer even where nobody behind gives one.
 */
final class Reception implements HttpHandler {
  private static final String REQUEST_ID = "X-Request-Id";

  private final HttpHandler next;
  private final Sender sender;
  private final Patience patience;
  private final InstantSource clock;

  Reception(HttpHandler next, Sender sender, Patience patience, InstantSource clock) {
    this.next = next;
    this.sender = sender;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    Sender.put(exchange, REQUEST_ID, UuidV7.next(clock).toString());
    exchange.addDefaultResponseListener(this::explain);
    patience.untilReceived(exchange);
    next.handleRequest(exchange);
  }

  /** The id that the answer will carry. */
  static String requestId(HttpServerExchange exchange) {
    return exchange.getResponseHeaders().getFirst(REQUEST_ID);
  }

  /** Tells why a request was ended before anybody answered it: the server closes, or failed. */
  private boolean explain(HttpServerExchange exchange) {
    if (exchange.isResponseStarted() || exchange.getStatusCode() < 400) {
      return false;
    }
    Throwable failure = exchange.getAttachment(DefaultResponseListener.EXCEPTION);
    exchange.setPersistent(false);
    sender.send(
        exchange,
        Problems.of(failure == null ? ProblemException.stopping() : failure, requestId(exchange)));
    return true;
  }
}
