package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.git.GitHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worker processes that die or stop while they work. */
class WorkerDeathIT {
  @TempDir Path home;
  private Map<String, String> api;
  private Map<String, String> worker;

  @BeforeEach
  void two_kinds_of_processes_on_one_database() {
    String database = RealParts.freshDatabase();
    api = Platform.variables(home.resolve("api"), database);
    api.put("CLICKDEPLOY_WORKERS", "0");
    worker = new HashMap<>(Platform.variables(home.resolve("worker"), database));
  }

  @Test
  void a_worker_killed_in_mid_build_is_replaced_and_the_deployment_succeeds_once()
      throws Exception {
    try (GitHost git = GitHost.start(home.resolve("git"));
        Platform platform = Platform.start(api);
        ServerChild first = ServerChild.start(worker, home.resolve("first.log"))) {
      first.address();
      // a command of its own for each run, or the engine has it in its cache
      String command = "sleep 3 && date > /made-" + System.nanoTime();
      git.commit("slow", Apps.dockerfile("FROM debian:trixie-slim\nRUN " + command + "\n"), "Slow");
      JsonNode service = platform.service(git.url("slow"), Map.of());
      String id = platform.deploy(service);
      await().atMost(Duration.ofMinutes(1)).until(() -> ProcessTree.runs(command));

      first.kill();

      worker.put("CLICKDEPLOY_DATA_DIR", home.resolve("second").toString());
      try (ServerChild second = ServerChild.start(worker, home.resolve("second.log"))) {
        JsonNode ended = platform.succeeded(id);
        String reference = ended.path("image").path("reference").asText();
        assertThat(RegistryProbe.digest(reference))
            .isEqualTo(ended.path("image").path("digest").asText());
        JsonNode deployments =
            platform
                .api
                .get("/services/" + service.path("id").asText() + "/deployments")
                .body()
                .path("deployments");
        assertThat(deployments).hasSize(1);
        assertThat(
                platform
                    .log(id)
                    .lines()
                    .filter(l -> l.contains("sha256:") && l.contains("@"))
                    .count())
            .as(platform.log(id))
            .isEqualTo(1);
        assertThat(second.terminate()).isZero();
      }
    }
  }

  @Test
  void queued_work_survives_a_restart_of_the_server() throws Exception {
    api.put("CLICKDEPLOY_HTTP_ADDRESS", "127.0.0.1:0");
    String id;
    try (GitHost git = GitHost.start(home.resolve("git"))) {
      git.commit("patient", Apps.STATIC, "Patient");
      Platform platform;
      try (ServerChild before = ServerChild.start(api, home.resolve("before.log"))) {
        platform = Platform.on(() -> {}, before.address());
        id = platform.deploy(platform.service(git.url("patient"), Map.of()));
        assertThat(platform.deployment(id).path("status").asText()).isEqualTo("queued");
        assertThat(before.terminate()).isZero();
      }
      try (ServerChild after = ServerChild.start(worker, home.resolve("after.log"))) {
        Platform again = platform.at(after.address());
        again.succeeded(id);
      }
    }
  }

  @Test
  void a_stop_that_cannot_wait_hands_the_build_back_and_exits_0() throws Exception {
    worker.put("CLICKDEPLOY_STOP_GRACE", "1s");
    try (GitHost git = GitHost.start(home.resolve("git"));
        Platform platform = Platform.start(api);
        ServerChild child = ServerChild.start(worker, home.resolve("child.log"))) {
      child.address();
      git.commit(
          "endless", Apps.dockerfile("FROM debian:trixie-slim\nRUN sleep 3141\n"), "Endless");
      String id = platform.deploy(platform.service(git.url("endless"), Map.of()));
      await().atMost(Duration.ofMinutes(1)).until(() -> ProcessTree.runs("sleep 3141"));

      assertThat(child.terminate()).as(child.output()).isZero();

      assertThat(platform.deployment(id).path("status").asText()).isEqualTo("queued");
      await().atMost(Duration.ofSeconds(10)).until(() -> !ProcessTree.runs("sleep 3141"));
      platform.api.post("/deployments/" + id + "/cancel", Map.of());
      assertThat(platform.ended(id).path("status").asText()).isEqualTo("cancelled");
    }
  }
}
