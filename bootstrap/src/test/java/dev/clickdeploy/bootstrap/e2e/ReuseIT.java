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

/** Same inputs, same image, on real parts. */
class ReuseIT {
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

  private static JsonNode deployed(JsonNode service, String content, String message) {
    git.commit("same", Map.of("index.html", content), message);
    return platform.succeeded(platform.deploy(service));
  }

  private static JsonNode reusedFrom(JsonNode deployment) {
    return deployment.path("provenance").path("reusedFrom");
  }

  @Test
  void a_tree_that_comes_back_gets_the_image_that_it_had() throws Exception {
    git.commit("same", Map.of("index.html", "none"), "Begin");
    JsonNode service = platform.service(git.url("same"), Map.of());
    JsonNode first = deployed(service, "<h1>one, as never before</h1>", "Say one");
    JsonNode second = deployed(service, "<h1>two, as never before</h1>", "Say two");

    JsonNode back = deployed(service, "<h1>one, as never before</h1>", "Say one again");

    assertThat(reusedFrom(second).isNull()).isTrue();
    assertThat(reusedFrom(back)).isEqualTo(first.path("id"));
    assertThat(back.at("/image/digest")).isEqualTo(first.at("/image/digest"));
    assertThat(back.at("/image/reference")).isNotEqualTo(first.at("/image/reference"));
    assertThat(RegistryProbe.layers(back.at("/image/reference").asText()))
        .contains("one, as never");
    assertThat(back.path("durations").has("building")).isFalse();
    assertThat(platform.log(back.path("id").asText()))
        .contains("nothing to build: same inputs as deployment " + first.path("id").asText());
    JsonNode current = platform.api.get("/services/" + service.path("id").asText()).body();
    assertThat(current.path("image")).isEqualTo(back.path("image"));
    for (String part : new String[] {"tree", "plan", "inputs"}) {
      assertThat(current.path("provenance").path(part).asText())
          .isNotEmpty()
          .isEqualTo(back.path("provenance").path(part).asText());
    }
  }
}
