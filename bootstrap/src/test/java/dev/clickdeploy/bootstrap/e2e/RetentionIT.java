package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.git.GitHost;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old images are deleted, on real parts. */
class RetentionIT {
  @TempDir static Path home;
  private static GitHost git;
  private static Platform platform;

  @BeforeAll
  static void start() {
    git = GitHost.start(home.resolve("git"));
    Map<String, String> variables =
        Platform.variables(home.resolve("data"), RealParts.freshDatabase());
    variables.put("CLICKDEPLOY_KEEP_IMAGES", "2");
    variables.put("CLICKDEPLOY_KEEP_IMAGES_FOR", "0");
    platform = Platform.start(variables);
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
    git.close();
  }

  private static JsonNode deployed(JsonNode service, String greeting) {
    git.commit("kept", Map.of("index.html", "<h1>" + greeting + "</h1>"), "Say " + greeting);
    return platform.succeeded(platform.deploy(service));
  }

  private static Api.Answer rollBack(JsonNode service, JsonNode to) {
    return platform.api.post(
        "/services/" + service.path("id").asText() + "/rollback",
        Map.of("deployment", to.path("id").asText()));
  }

  private static boolean isHeld(JsonNode deployment) {
    return RegistryProbe.holds(
        deployment.at("/image/reference").asText(), deployment.at("/image/digest").asText());
  }

  private static JsonNode seen(JsonNode deployment) {
    return platform.deployment(deployment.path("id").asText());
  }

  @Test
  void the_registry_keeps_the_newest_two_and_what_is_gone_is_built_again() {
    git.commit("kept", Map.of("index.html", "none"), "Begin");
    JsonNode service = platform.service(git.url("kept"), Map.of());
    JsonNode first = deployed(service, "first of three, kept by nobody");
    JsonNode second = deployed(service, "second of three");
    assertThat(isHeld(first)).isTrue();
    JsonNode third = deployed(service, "third of three");

    await().atMost(Duration.ofSeconds(60)).until(() -> !isHeld(first));

    assertThat(isHeld(second)).isTrue();
    assertThat(isHeld(third)).isTrue();
    assertThat(seen(first).path("imageDeletedAt").asText()).endsWith("Z");
    assertThat(seen(first).path("image")).isEqualTo(first.path("image"));
    assertThat(seen(second).path("imageDeletedAt").isNull()).isTrue();
    Api.Answer refused = rollBack(service, first);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("is not kept any longer", "redeploy");

    JsonNode back = platform.succeeded(rollBack(service, second).text("id"));
    assertThat(back.at("/image/digest")).isEqualTo(second.at("/image/digest"));

    JsonNode again =
        platform.succeeded(
            platform
                .api
                .post("/deployments/" + first.path("id").asText() + "/redeploy", Map.of())
                .text("id"));
    assertThat(again.at("/provenance/inputs")).isEqualTo(first.at("/provenance/inputs"));
    assertThat(again.at("/provenance/reusedFrom").isNull()).isTrue();
    assertThat(isHeld(again)).isTrue();
    await().atMost(Duration.ofSeconds(60)).until(() -> !isHeld(third));
    assertThat(isHeld(again)).isTrue();
    assertThat(isHeld(second)).isTrue();
  }
}
