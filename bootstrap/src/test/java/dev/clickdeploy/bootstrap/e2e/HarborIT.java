package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.git.GitHost;
import dev.clickdeploy.adapter.registry.harbor.standin.HarborStandIn;
import dev.clickdeploy.model.image.RegistryLogin;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server with the stand-in for Harbor as its registry. */
class HarborIT {
  @TempDir private Path home;
  private GitHost git;
  private HarborStandIn harbor;

  @BeforeEach
  void start() throws Exception {
    git = GitHost.start(home.resolve("git"));
    git.commit("app", Apps.STATIC, "Begin");
    harbor = new HarborStandIn(RealParts.get("registry"), InstantSource.system());
  }

  @AfterEach
  void stop() throws Exception {
    harbor.close();
    git.close();
  }

  private Platform platform(RegistryLogin login, Map<String, String> more) {
    Map<String, String> variables =
        Platform.variables(home.resolve("data"), RealParts.freshDatabase());
    variables.putAll(more);
    variables.put("REGISTRY_KIND", "harbor");
    variables.put("REGISTRY_URL", harbor.url());
    variables.put("REGISTRY_USERNAME", login.username());
    variables.put("REGISTRY_PASSWORD", login.password().reveal());
    return Platform.start(variables);
  }

  private static String project(JsonNode deployment) {
    return deployment.at("/image/reference").asText().split("/")[1];
  }

  @Test
  void a_push_becomes_an_image_in_a_project_of_its_own_by_a_robot_of_that_project()
      throws Exception {
    try (Platform platform = platform(harbor.administrator(), Map.of("HARBOR_ROBOTS", "true"))) {
      assertThat(platform.api.getRoot("/readyz").status()).isEqualTo(200);
      String id = platform.deploy(platform.service(git.url("app"), Map.of()));

      JsonNode ended = platform.succeeded(id);

      assertThat(ended.at("/image/reference").asText()).startsWith(harbor.host() + "/");
      assertThat(harbor.metadata(project(ended))).containsEntry("public", "false");
      assertThat(harbor.accounts())
          .anyMatch(name -> name.startsWith("robot$" + project(ended) + "+click-deploy-"));
      assertThat(platform.log(id)).doesNotContain(HarborStandIn.PASSWORD);
    }
    assertThat(harbor.accounts()).containsExactly(HarborStandIn.ADMINISTRATOR);
  }

  @Test
  void a_part_that_is_sick_makes_the_server_unready_and_is_named() throws Exception {
    harbor.sick("redis");
    try (Platform platform = platform(harbor.administrator(), Map.of())) {
      Api.Answer answer = platform.api.getRoot("/readyz");

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.body().toString()).contains("redis");
    }
  }

  @Test
  void a_project_that_nobody_made_is_told_before_anything_is_built() throws Exception {
    harbor.project("other");
    RegistryLogin robot = harbor.robot("other", "builder", 1, "repository:pull", "repository:push");
    try (Platform platform = platform(robot, Map.of())) {
      String id = platform.deploy(platform.service(git.url("app"), Map.of()));

      JsonNode ended = platform.ended(id);

      assertThat(ended.at("/failure/class").asText()).isEqualTo("registry");
      assertThat(ended.at("/failure/message").asText()).contains("Harbor project");
      assertThat(ended.at("/failure/hint").asText()).contains("make the project");
      assertThat(ended.path("durations").has("building")).isFalse();
      assertThat(ended + platform.log(id)).doesNotContain(robot.password().reveal());
    }
  }

  @Test
  void a_quota_that_is_used_up_is_named_with_its_figures() throws Exception {
    try (Platform platform = platform(harbor.administrator(), Map.of())) {
      JsonNode service = platform.service(git.url("app"), Map.of());
      JsonNode first = platform.succeeded(platform.deploy(service));
      harbor.quota(project(first), 10);
      git.commit("app", Map.of("index.html", "<h1>another</h1>"), "Change");

      JsonNode failure = platform.ended(platform.deploy(service)).path("failure");

      assertThat(failure.path("class").asText()).isEqualTo("registry");
      assertThat(failure.path("message").asText())
          .contains("of 10 B of its quota")
          .contains("403")
          .contains(harbor.host());
      assertThat(failure.path("hint").asText()).contains("raise the project's quota");
    }
  }
}
