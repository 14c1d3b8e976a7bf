package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.git.GitHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CancelIT {
  @TempDir Path home;

  @Test
  void a_cancelled_build_loses_its_run_process_and_pushes_nothing() throws Exception {
    String seconds = "47" + (System.nanoTime() % 100_000);
    try (GitHost git = GitHost.start(home.resolve("git"));
        Platform platform = Platform.start(home.resolve("data"))) {
      git.commit(
          "sleeper",
          Apps.dockerfile("FROM debian:trixie-slim\nRUN sleep " + seconds + "\n"),
          "Sleep");
      JsonNode service = platform.service(git.url("sleeper"), Map.of("name", "sleeper"));
      String id = platform.deploy(service);
      await().atMost(Duration.ofMinutes(1)).until(() -> ProcessTree.runs(seconds));

      assertThat(platform.api.post("/deployments/" + id + "/cancel", Map.of()).status())
          .isEqualTo(202);

      await().atMost(Duration.ofSeconds(10)).until(() -> !ProcessTree.runs(seconds));
      JsonNode ended = platform.ended(id);
      assertThat(ended.path("status").asText()).isEqualTo("cancelled");
      assertThat(ended.path("image").isNull() || ended.path("image").isMissingNode()).isTrue();
      assertThat(
              platform
                  .api
                  .get("/services/" + service.path("id").asText())
                  .body()
                  .path("image")
                  .isObject())
          .isFalse();
      assertThat(platform.pushedRepositories()).isEmpty();
    }
  }

  @Test
  void a_queued_deployment_that_is_cancelled_never_starts() throws Exception {
    Map<String, String> variables =
        Platform.variables(home.resolve("data"), RealParts.freshDatabase());
    variables.put("CLICKDEPLOY_WORKERS", "0");
    try (GitHost git = GitHost.start(home.resolve("git"));
        Platform platform = Platform.start(variables)) {
      git.commit("queued", Apps.STATIC, "Queue");
      String id = platform.deploy(platform.service(git.url("queued"), Map.of()));

      platform.api.post("/deployments/" + id + "/cancel", Map.of());

      assertThat(platform.deployment(id).path("status").asText()).isEqualTo("cancelled");
      assertThat(platform.api.post("/deployments/" + id + "/cancel", Map.of()).status())
          .isEqualTo(200);
    }
  }
}
