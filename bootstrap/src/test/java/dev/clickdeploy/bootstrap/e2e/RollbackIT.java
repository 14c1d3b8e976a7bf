package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.git.GitHost;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Back to what was built before, on real parts. */
class RollbackIT {
  @TempDir static Path home;
  private static GitHost git;
  private static Platform platform;

  @BeforeAll
  static void start() {
    git = GitHost.start(home.resolve("git"));
    platform = Platform.start(home.resolve("data"));
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
    git.close();
  }

  private static JsonNode deployed(JsonNode service, String repository, String greeting) {
    git.commit(repository, Map.of("index.html", "<h1>" + greeting + "</h1>"), greeting);
    return platform.succeeded(platform.deploy(service));
  }

  private static Api.Answer rollBack(JsonNode service, JsonNode to) {
    return platform.api.post(
        "/services/" + service.path("id").asText() + "/rollback",
        Map.of("deployment", to.path("id").asText()));
  }

  private static JsonNode current(JsonNode service) {
    return platform.api.get("/services/" + service.path("id").asText()).body();
  }

  private static String currentDigest(JsonNode service) {
    return digest(current(service));
  }

  private static String digest(JsonNode deployment) {
    return deployment.path("image").path("digest").asText();
  }

  @Test
  void the_first_image_is_current_again_without_a_build_until_something_newer_is_deployed() {
    git.commit("back", Map.of("index.html", "<h1>none</h1>"), "None");
    JsonNode service = platform.service(git.url("back"), Map.of());
    JsonNode first = deployed(service, "back", "first");
    JsonNode second = deployed(service, "back", "second");
    assertThat(digest(second)).isNotEqualTo(digest(first));
    assertThat(currentDigest(service)).isEqualTo(digest(second));

    Api.Answer accepted = rollBack(service, first);
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    JsonNode back = platform.succeeded(accepted.text("id"));

    assertThat(digest(back)).isEqualTo(digest(first));
    assertThat(currentDigest(service)).isEqualTo(digest(first));
    assertThat(back.path("trigger").asText()).isEqualTo("rollback");
    assertThat(back.path("rollbackTo")).isEqualTo(first.path("id"));
    assertThat(back.path("commit")).isEqualTo(first.path("commit"));
    assertThat(back.path("durations").has("building")).isFalse();
    assertThat(back.at("/provenance/reusedFrom")).isEqualTo(first.path("id"));
    assertThat(current(service).at("/provenance/inputs").asText())
        .isNotEmpty()
        .isEqualTo(first.at("/provenance/inputs").asText());
    assertThat(platform.log(back.path("id").asText()))
        .contains("rolling back to deployment " + first.path("id").asText())
        .contains("the registry has ");
    Api.Answer again = rollBack(service, first);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("detail")).contains("is the service's current one already");

    JsonNode third = deployed(service, "back", "third");
    assertThat(currentDigest(service)).isEqualTo(digest(third));
  }

  @Test
  void an_image_that_is_gone_is_built_again_by_a_redeploy() {
    git.commit("gone", Map.of("index.html", "<h1>none</h1>"), "None");
    JsonNode service = platform.service(git.url("gone"), Map.of());
    JsonNode first = deployed(service, "gone", "first");
    JsonNode second = deployed(service, "gone", "second");
    RegistryProbe.delete(first.path("image").path("reference").asText(), digest(first));

    JsonNode failed = platform.ended(rollBack(service, first).text("id"));

    assertThat(failed.path("status").asText()).isEqualTo("failed");
    assertThat(failed.path("failure").path("class").asText()).isEqualTo("registry");
    assertThat(failed.path("failure").path("message").asText())
        .contains(digest(first))
        .endsWith("is not in the registry any more");
    assertThat(failed.path("failure").path("hint").asText())
        .startsWith("redeploy deployment " + first.path("id").asText() + " instead");
    assertThat(currentDigest(service)).isEqualTo(digest(second));

    Api.Answer accepted =
        platform.api.post(
            "/deployments/" + first.path("id").asText() + "/redeploy", Map.of("noCache", true));
    assertThat(accepted.status()).as("%s", accepted.body()).isEqualTo(202);
    JsonNode again = platform.succeeded(accepted.text("id"));

    assertThat(again.path("redeployOf")).isEqualTo(first.path("id"));
    assertThat(again.path("commit")).isEqualTo(first.path("commit"));
    assertThat(again.path("attempt").asInt()).isEqualTo(1);
    assertThat(again.path("queue").isNull()).isTrue();
    String reference = again.path("image").path("reference").asText();
    assertThat(reference).isEqualTo(first.path("image").path("reference").asText());
    assertThat(RegistryProbe.layers(reference)).contains("first");
    assertThat(currentDigest(service)).isEqualTo(digest(again));
  }
}
