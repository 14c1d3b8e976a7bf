package dev.clickdeploy.adapter.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /healthz}: the process lives. {@code /readyz}: what it needs answers, asked at most once a
 * second.
 */
final class Readiness implements AutoCloseable {
  private static final long LIMIT_SECONDS = 5;
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<ReadinessCheck> checks;
  private @Nullable Answer last;
  private long lastAt;

  Readiness(List<ReadinessCheck> checks) {
    this.checks = checks;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/healthz", Access.OPEN, request -> Answer.json(200, Map.of("status", "ok"))),
        Route.get("/readyz", Access.OPEN, request -> ready()));
  }

  private synchronized Answer ready() {
    Answer known = last;
    if (known != null && System.nanoTime() - lastAt < FRESH_NANOS) {
      return known;
    }
    List<Future<?>> running =
        checks.stream().<Future<?>>map(c -> threads.submit(c.probe())).toList();
    Map<String, Object> results = new LinkedHashMap<>();
    boolean ready = true;
    for (int i = 0; i < checks.size(); i++) {
      String wrong = outcome(running.get(i));
      ready &= wrong == null;
      results.put(checks.get(i).name(), wrong == null ? "ok" : wrong);
    }
    last =
        Answer.json(
            ready ? 200 : 503, Map.of("status", ready ? "ready" : "not ready", "checks", results));
    lastAt = System.nanoTime();
    return last;
  }

  private static @Nullable String outcome(Future<?> check) {
    try {
      check.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      return null;
    } catch (TimeoutException e) {
      check.cancel(true);
      return "no answer within " + LIMIT_SECONDS + " s";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
