package dev.clickdeploy.adapter.http;

import io.undertow.server.HttpServerExchange;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/**
 * Cuts connections whose client takes too long over a whole body or a whole answer. A limit between
 * two bytes, which is what Undertow's own timeouts are, is outlived by a client that drips.
 */
final class Patience {
  private final Duration most;

  Patience(Duration most) {
    this.most = most;
  }

  /** How long a client may take. */
  Duration most() {
    return most;
  }

  /** Waits for the rest of the body. */
  void untilReceived(HttpServerExchange exchange) {
    until(exchange, HttpServerExchange::isRequestComplete);
  }

  /** Waits for the rest of the answer to be taken. */
  void untilTaken(HttpServerExchange exchange) {
    until(exchange, HttpServerExchange::isResponseComplete);
  }

  private void until(HttpServerExchange exchange, Predicate<HttpServerExchange> done) {
    if (done.test(exchange)) {
      return;
    }
    XnioExecutor.Key timer =
        exchange
            .getIoThread()
            .executeAfter(() -> cutUnless(done, exchange), most.toMillis(), TimeUnit.MILLISECONDS);
    exchange.addExchangeCompleteListener(
        (ended, next) -> {
          timer.remove();
          next.proceed();
        });
  }

  private static void cutUnless(Predicate<HttpServerExchange> done, HttpServerExchange exchange) {
    if (!done.test(exchange)) {
      IoUtils.safeClose(exchange.getConnection());
      exchange.endExchange();
    }
  }
}
