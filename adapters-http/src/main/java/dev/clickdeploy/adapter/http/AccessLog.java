package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.tenant.Caller;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A line for each request once it is over, without anything that its client could write at will. At
 * level DEBUG, for there are many; what failed here is told at WARN.
 */
final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("click-deploy.access");
  private static final AttachmentKey<Route> ROUTE = AttachmentKey.create(Route.class);
  private static final AttachmentKey<Caller> CALLER = AttachmentKey.create(Caller.class);
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final @Nullable Monitoring monitoring;

  AccessLog(@Nullable Monitoring monitoring) {
    this.monitoring = monitoring;
  }

  static void found(HttpServerExchange exchange, Route route) {
    exchange.putAttachment(ROUTE, route);
  }

  static void admitted(HttpServerExchange exchange, @Nullable Caller caller) {
    if (caller != null) {
      exchange.putAttachment(CALLER, caller);
    }
  }

  /** Tells of it when it is over. */
  void follow(HttpServerExchange exchange) {
    long begin = System.nanoTime();
    exchange.addExchangeCompleteListener(
        (ended, next) -> {
          try {
            tell(ended, Duration.ofNanos(System.nanoTime() - begin));
          } finally {
            next.proceed();
          }
        });
  }

  private void tell(HttpServerExchange exchange, Duration took) {
    Route route = exchange.getAttachment(ROUTE);
    String method = exchange.getRequestMethod().toString();
    Monitoring.Ended ended =
        new Monitoring.Ended(
            METHODS.contains(method) ? method : "other",
            route == null ? "none" : route.template(),
            exchange.getStatusCode(),
            took,
            exchange.getResponseBytesSent());
    if (monitoring != null) {
      monitoring.ended(ended);
    }
    Caller caller = exchange.getAttachment(CALLER);
    LOG.atLevel(ended.status() == 500 ? Level.WARN : Level.DEBUG)
        .log(
            "request={} method={} route={} status={} took={}us bytes={} organization={} token={}",
            Reception.requestId(exchange),
            ended.method(),
            ended.route(),
            ended.status(),
            took.toNanos() / 1_000,
            ended.bytes(),
            caller == null ? null : caller.scope().organization(),
            caller == null ? null : caller.token());
  }
}
