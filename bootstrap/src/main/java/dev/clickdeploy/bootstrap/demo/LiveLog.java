package dev.clickdeploy.bootstrap.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.Secret;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows a deployment to its end: its log as it is written, and beneath it what it is doing now.
 */
final class LiveLog {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ApiClient api;
  private final Secret token;
  private final Terminal terminal;

  LiveLog(ApiClient api, Secret token, Terminal terminal) {
    this.api = api;
    this.token = token;
    this.terminal = terminal;
  }

  /** The deployment as it ended, every line of its log shown. */
  JsonNode follow(String deployment) {
    long begin = System.nanoTime();
    long after = 0;
    while (true) {
      JsonNode state = api.get(token, "/deployments/" + deployment);
      // the state was read first: a terminal one means that the log read now is complete
      after = show(deployment, after, begin);
      if (!state.path("finishedAt").isMissingNode() && !state.path("finishedAt").isNull()) {
        return state;
      }
      terminal.status(doing(state, since(begin)));
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private long show(String deployment, long after, long begin) {
    long next = after;
    JsonNode page;
    do {
      page = api.get(token, "/deployments/%s/logs?after=%d&limit=1000".formatted(deployment, next));
      for (JsonNode line : page.path("lines")) {
        next = line.path("sequence").asLong();
        terminal.line(
            terminal.faint("%7s  ".formatted(Terminal.seconds(since(begin))))
                + line.path("text").asText());
      }
    } while (page.path("lines").size() == 1000);
    return next;
  }

  private static String doing(JsonNode state, Duration since) {
    JsonNode progress = state.path("progress");
    String phase = state.path("phase").asText(state.path("status").asText());
    int total = progress.path("total").asInt();
    String bar = total == 0 ? "" : bar(progress.path("done").asInt(), total);
    String cached =
        progress.path("cached").asInt() > 0
            ? ", %d cached".formatted(progress.path("cached").asInt())
            : "";
    String steps =
        total == 0 ? "" : "  %d/%d steps%s".formatted(progress.path("done").asInt(), total, cached);
    return "%7s  %-9s %s%s"
        .formatted(Terminal.seconds(since), phase.equals("null") ? "queued" : phase, bar, steps);
  }

  private static String bar(int done, int total) {
    int filled = 20 * done / total;
    return "█".repeat(filled) + "░".repeat(20 - filled);
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
