package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.git.GitHost;
import dev.clickdeploy.bootstrap.server.Server;
import dev.clickdeploy.bootstrap.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of the queue, by a server that takes no jobs and one that does. */
class QueueIT {
  @TempDir Path home;

  @Test
  void a_deployment_that_nobody_takes_says_so_and_goes_on_when_somebody_comes() throws Exception {
    String database = RealParts.freshDatabase();
    Map<String, String> idle = Platform.variables(home.resolve("idle"), database);
    idle.put("CLICKDEPLOY_WORKERS", "0");
    Map<String, String> working =
        new HashMap<>(Platform.variables(home.resolve("working"), database));
    working.put("CLICKDEPLOY_WORKERS", "1");
    try (GitHost git = GitHost.start(home.resolve("git"));
        Platform platform = Platform.start(idle)) {
      git.commit("site", Apps.STATIC, "Site");
      JsonNode service = platform.service(git.url("site"), Map.of());
      String first = platform.deploy(service);
      String second = platform.deploy(service);

      JsonNode waits = platform.deployment(second).path("queue");
      assertThat(waits.path("position").asInt()).isEqualTo(2);
      assertThat(waits.path("reason").asText()).isEqualTo("no_worker");
      JsonNode queue = platform.api.get("/queue").body().path("queue");
      assertThat(queue.path(0).path("id").asText()).isEqualTo(first);
      assertThat(queue.path(1).path("id").asText()).isEqualTo(second);

      try (Server worker = Server.start(Settings.of(working))) {
        assertThat(worker.address()).isNotNull();
        Api admin = platform.api.with(Platform.ADMIN_TOKEN);
        await()
            .untilAsserted(
                () -> assertThat(admin.get("/admin/queue").body().path("workers")).hasSize(1));
        JsonNode slots = admin.get("/admin/queue").body().path("workers").path(0).path("slots");
        assertThat(slots.path("build").asInt()).isEqualTo(1);
        platform.succeeded(first);
        platform.succeeded(second);
      }

      assertThat(platform.api.get("/queue").body().path("queue")).isEmpty();
      assertThat(platform.api.with(Platform.ADMIN_TOKEN).get("/admin/queue").body().path("workers"))
          .isEmpty();
    }
  }
}
