package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * {@code /healthz}: the process lives. {@code /readyz}: what it needs answers, asked at most once a
 * second.
 */
final class Readiness {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final Schema HEALTH = Schema.object("Health").with("status", Schema.oneOf("ok"));
  private static final Schema READINESS =
      Schema.object("Readiness")
          .with("status", Schema.oneOf("ready", "not ready"))
          .with("checks", Schema.map(Schema.text()));

  private final List<ReadinessCheck> checks;
  private final ExecutorService threads;
  private final Duration limit;
  private final InstantSource clock;
  // one asks, the others wait for its answer
  private final ReentrantLock asking = new ReentrantLock();
  private @Nullable Answer last;
  private Instant lastAt = Instant.MIN;

  Readiness(
      List<ReadinessCheck> checks, ExecutorService threads, Duration limit, InstantSource clock) {
    this.checks = checks;
    this.threads = threads;
    this.limit = limit;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/healthz", Access.OPEN, request -> healthy())
            .describe("getHealth", "The process lives")
            .answers(200, HEALTH),
        Route.get("/readyz", Access.OPEN, request -> ready())
            .describe("getReadiness", "What deployments need answers")
            .answers(200, READINESS)
            .answers(503, READINESS));
  }

  private static Answer healthy() {
    return Answer.json(200, Json.object().put("status", "ok"));
  }

  private Answer ready() throws InterruptedException {
    asking.lockInterruptibly();
    try {
      Answer known = last;
      if (known != null && isFresh()) {
        return known;
      }
      Answer asked = ask();
      last = asked;
      lastAt = clock.instant();
      return asked;
    } finally {
      asking.unlock();
    }
  }

  /** A clock that was set back makes nothing fresh. */
  private boolean isFresh() {
    Instant now = clock.instant();
    return !now.isBefore(lastAt) && now.isBefore(lastAt.plus(FRESH));
  }

  private Answer ask() throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    List<Future<?>> running =
        checks.stream().<Future<?>>map(check -> threads.submit(check.probe())).toList();
    ObjectNode results = Json.object();
    boolean ready = true;
    for (int i = 0; i < checks.size(); i++) {
      String wrong = outcome(running.get(i), end - System.nanoTime());
      ready &= wrong == null;
      results.put(checks.get(i).name(), wrong == null ? "ok" : wrong);
    }
    ObjectNode view = Json.object().put("status", ready ? "ready" : "not ready");
    return Answer.json(ready ? 200 : 503, view.set("checks", results));
  }

  private @Nullable String outcome(Future<?> check, long nanosLeft) throws InterruptedException {
    try {
      check.get(nanosLeft, TimeUnit.NANOSECONDS);
      return null;
    } catch (TimeoutException e) {
      check.cancel(true);
      return "no answer within %.1f s".formatted(limit.toMillis() / 1000.0);
    } catch (ExecutionException e) {
      Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
      return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }
  }
}
