package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.UuidV7;
import dev.clickdeploy.model.tenant.OrganizationId;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Every request comes in here: routed, authenticated, handled in a virtual thread, answered with
 * its id.
 */
final class Entrance implements HttpHandler {
  private final Router router;
  private final Authentication authentication;
  private final ExecutorService threads;

  Entrance(Router router, Authentication authentication, ExecutorService threads) {
    this.router = router;
    this.authentication = authentication;
    this.threads = threads;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.dispatch(threads, this::serve);
  }

  private void serve(HttpServerExchange exchange) {
    String requestId = UuidV7.next(InstantSource.system()).toString();
    exchange.getResponseHeaders().put(new HttpString("X-Request-Id"), requestId);
    Answer answer;
    try {
      answer = answer(exchange);
    } catch (Exception e) {
      answer = Problems.of(e, requestId);
    }
    send(exchange, answer);
  }

  private Answer answer(HttpServerExchange exchange) throws Exception {
    Router.Match match =
        router.find(exchange.getRequestMethod().toString(), exchange.getRequestPath());
    @Nullable OrganizationId organization = authentication.admit(exchange, match.route().access());
    Request request = new Request(exchange, match.parameters(), organization);
    return match.route().action().handle(request);
  }

  private static void send(HttpServerExchange exchange, Answer answer) {
    exchange.setStatusCode(answer.status());
    exchange.getResponseHeaders().put(new HttpString("Content-Type"), answer.contentType());
    answer
        .headers()
        .forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
    exchange.getResponseSender().send(ByteBuffer.wrap(answer.body()));
  }
}
