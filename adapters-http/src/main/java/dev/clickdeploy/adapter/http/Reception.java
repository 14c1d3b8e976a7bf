package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.UuidV7;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Every request comes in here: it gets its id, and an answer even where nobody behind gives one.
 */
final class Reception implements HttpHandler {
  static final String REQUEST_ID = "X-Request-Id";
  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

  private final HttpHandler next;
  private final Sender sender;
  private final Patience patience;
  private final AccessLog log;
  private final InstantSource clock;

  Reception(
      HttpHandler next, Sender sender, Patience patience, AccessLog log, InstantSource clock) {
    this.next = next;
    this.sender = sender;
    this.patience = patience;
    this.log = log;
    this.clock = clock;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    Sender.put(exchange, REQUEST_ID, given(exchange).orElseGet(this::made));
    log.follow(exchange);
    exchange.addDefaultResponseListener(this::explain);
    patience.untilReceived(exchange);
    next.handleRequest(exchange);
  }

  /** The client's own, where it can stand in a log without harm. */
  private static Optional<String> given(HttpServerExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(REQUEST_ID))
        .filter(id -> ACCEPTED.matcher(id).matches());
  }

  private String made() {
    return UuidV7.next(clock).toString();
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
