package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.bootstrap.e2e.Api.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks over sockets into a real database; nobody works on what they queue. */
class WebhooksIT {
  private static final String NONE = "0".repeat(40);
  @TempDir static Path home;
  private static Platform platform;

  @BeforeAll
  static void start() {
    Map<String, String> variables =
        new HashMap<>(Platform.variables(home, RealParts.freshDatabase()));
    variables.put("CLICKDEPLOY_WORKERS", "0");
    platform = Platform.start(variables);
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
  }

  private static Map<String, ?> push(String repository, String before, String after) {
    return Map.of(
        "ref",
        "refs/heads/main",
        "before",
        before,
        "after",
        after,
        "repository",
        Map.of("clone_url", repository));
  }

  private static JsonNode deployments(JsonNode service) {
    return platform
        .api
        .get("/services/" + service.path("id").asText() + "/deployments")
        .body()
        .path("deployments");
  }

  @Test
  void a_hundred_copies_at_once_make_one_deployment() throws Exception {
    String repository = "https://git.test/acme/copies";
    JsonNode service = platform.service(repository, Map.of());
    String secret = service.path("webhookSecret").asText();
    Map<String, ?> push = push(repository, NONE, "a".repeat(40));
    CyclicBarrier start = new CyclicBarrier(100);
    List<Future<Answer>> copies = new ArrayList<>();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        copies.add(
            threads.submit(
                () -> {
                  start.await();
                  return platform.api.push(push, secret);
                }));
      }
    }

    String deployment = deployments(service).path(0).path("id").asText();
    assertThat(deployments(service)).hasSize(1);
    for (Future<Answer> copy : copies) {
      assertThat(copy.get().status()).isEqualTo(202);
      assertThat(copy.get().body().at("/verdicts/0/deployment").asText()).isEqualTo(deployment);
    }
  }

  @Test
  void a_newer_push_supersedes_and_a_replay_brings_the_older_one_back() {
    String repository = "https://git.test/acme/newer";
    JsonNode service = platform.service(repository, Map.of());
    String secret = service.path("webhookSecret").asText();
    platform.api.push(push(repository, NONE, "a".repeat(40)), secret);
    String first =
        platform.api.get("/webhooks/deliveries?limit=1").body().at("/deliveries/0/id").asText();

    platform.api.push(push(repository, "a".repeat(40), "b".repeat(40)), secret);

    JsonNode superseded = platform.api.get("/webhooks/deliveries/" + first).body();
    assertThat(superseded.at("/verdicts/0/verdict").asText()).isEqualTo("superseded");
    assertThat(deployments(service).path(1).path("status").asText()).isEqualTo("superseded");

    Answer replayed = platform.api.post("/webhooks/deliveries/" + first + "/replay", Map.of());

    assertThat(replayed.status()).isEqualTo(202);
    assertThat(replayed.body().at("/verdicts/0/verdict").asText()).isEqualTo("queued");
    assertThat(deployments(service)).hasSize(3);
    assertThat(deployments(service).path(0).path("status").asText()).isEqualTo("queued");
  }

  @Test
  void a_push_that_watched_paths_may_concern_waits_for_a_worker() {
    String repository = "https://git.test/acme/watching";
    JsonNode service =
        platform.service(repository, Map.of("pushes", Map.of("watchPaths", List.of("src"))));

    Answer told =
        platform.api.push(
            push(repository, "a".repeat(40), "b".repeat(40)),
            service.path("webhookSecret").asText());

    assertThat(told.body().at("/verdicts/0/verdict").asText()).isEqualTo("pending");
    assertThat(deployments(service)).isEmpty();
  }
}
