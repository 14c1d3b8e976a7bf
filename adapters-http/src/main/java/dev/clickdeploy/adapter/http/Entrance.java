package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.tenant.Caller;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Routes, authenticates, waits for the body, and then handles; in virtual threads. */
final class Entrance implements HttpHandler {
  private final Router router;
  private final Authentication authentication;
  private final Sender sender;
  private final Streams streams;
  private final ExecutorService threads;

  Entrance(
      Router router,
      Authentication authentication,
      Sender sender,
      Streams streams,
      ExecutorService threads) {
    this.router = router;
    this.authentication = authentication;
    this.sender = sender;
    this.streams = streams;
    this.threads = threads;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    exchange.dispatch(threads, this::admit);
  }

  private void admit(HttpServerExchange exchange) {
    Router.Match match;
    @Nullable Caller caller;
    try {
      match = router.find(exchange.getRequestMethod().toString(), exchange.getRequestPath());
      AccessLog.found(exchange, match.route());
      caller = authentication.admit(exchange, match.route().access());
      AccessLog.admitted(exchange, caller);
      Queries.requireKnown(exchange, match.route());
    } catch (Throwable e) {
      refuse(exchange, e);
      return;
    }
    Body.receive(
        exchange,
        match.route().bodyLimit(),
        body -> exchange.dispatch(threads, whole -> serve(whole, match, caller, body)),
        tooLarge -> refuse(exchange, tooLarge));
  }

  private void serve(
      HttpServerExchange exchange, Router.Match match, @Nullable Caller caller, byte[] body) {
    Request request = new Request(exchange, match.parameters(), caller, body);
    Response response;
    try {
      response = match.route().action().handle(request);
    } catch (Throwable e) {
      // a close interrupts what takes too long
      refuse(exchange, threads.isShutdown() ? ProblemException.stopping() : e);
      return;
    }
    switch (response) {
      case Answer answer -> sender.send(exchange, tagged(request, answer));
      case Streamed streamed -> streams.send(exchange, streamed);
    }
  }

  private static Answer tagged(Request request, Answer answer) {
    return request.isGet() ? answer.tagged(request.header("If-None-Match")) : answer;
  }

  private void refuse(HttpServerExchange exchange, Throwable why) {
    sender.send(exchange, Problems.of(why, Reception.requestId(exchange)));
  }
}
