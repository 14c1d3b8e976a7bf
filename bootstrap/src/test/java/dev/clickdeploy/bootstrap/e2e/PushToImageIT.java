package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.git.GitHost;
import dev.clickdeploy.bootstrap.e2e.Api.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a push or an API call to a verified image, on real parts. */
class PushToImageIT {
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

  @Test
  void a_signed_push_of_a_node_app_becomes_a_verified_image() {
    String sha = git.commit("node", Apps.NODE, "Greet\n\nwith ms");
    JsonNode service = platform.service(git.url("node"), Map.of("name", "Greeter"));

    Answer answer = platform.api.push(push("node", sha), service.path("webhookSecret").asText());

    assertThat(answer.status()).isEqualTo(202);
    String id = answer.body().path("verdicts").path(0).path("deployment").asText();
    JsonNode ended = platform.succeeded(id);
    String reference = ended.path("image").path("reference").asText();
    assertThat(reference).endsWith(":" + sha.substring(0, 12));
    assertThat(ended.path("image").path("digest").asText())
        .isEqualTo(RegistryProbe.digest(reference));
    assertThat(ended.path("commit").path("message").asText()).startsWith("Greet");
    assertThat(ended.path("commit").path("author").asText()).isEqualTo(GitHost.AUTHOR);
    assertThat(ended.path("durations").size()).isEqualTo(6);
    assertThat(
            platform
                .api
                .get("/services/" + service.path("id").asText())
                .body()
                .path("image")
                .path("digest"))
        .isEqualTo(ended.path("image").path("digest"));
    assertThat(RegistryProbe.config(reference).path("config").path("User").asText())
        .isNotEmpty()
        .isNotEqualTo("root");
    assertThat(RegistryProbe.layers(reference)).contains("node_modules/ms/index.js");
    assertThat(platform.log(id))
        .contains("npm ci")
        .contains(ended.path("image").path("digest").asText());
  }

  @Test
  void the_same_push_delivered_twice_makes_one_deployment() {
    String sha = git.commit("twice", Apps.STATIC, "Twice");
    JsonNode service = platform.service(git.url("twice"), Map.of());
    String secret = service.path("webhookSecret").asText();

    String first =
        platform
            .api
            .push(push("twice", sha), secret)
            .body()
            .path("verdicts")
            .path(0)
            .path("deployment")
            .asText();
    String second =
        platform
            .api
            .push(push("twice", sha), secret)
            .body()
            .path("verdicts")
            .path(0)
            .path("deployment")
            .asText();

    assertThat(second).isEqualTo(first);
    platform.succeeded(first);
    assertThat(
            platform
                .api
                .get("/services/" + service.path("id").asText() + "/deployments")
                .body()
                .path("deployments"))
        .hasSize(1);
  }

  @Test
  void a_static_site_becomes_an_image() {
    git.commit("site", Apps.STATIC, "Site");
    JsonNode service = platform.service(git.url("site"), Map.of());

    JsonNode ended = platform.succeeded(platform.deploy(service));

    assertThat(RegistryProbe.layers(ended.path("image").path("reference").asText()))
        .contains("static greetings");
  }

  @Test
  void an_own_dockerfile_gets_its_arguments_and_target() {
    git.commit("own", Apps.DOCKERFILE, "Own");
    JsonNode service =
        platform.service(
            git.url("own"),
            Map.of("build", Map.of("args", Map.of("GREETING", "well met"), "target", "wanted")));

    JsonNode ended = platform.succeeded(platform.deploy(service));

    String layers = RegistryProbe.layers(ended.path("image").path("reference").asText());
    assertThat(layers).contains("well met").contains("wanted");
  }

  @Test
  void a_private_repository_opens_with_its_token_which_is_found_nowhere_afterwards()
      throws Exception {
    String token = "ghp_s3cretOf" + System.nanoTime();
    git.commitPrivate("private", Apps.STATIC, "Private", token);
    JsonNode service = platform.service(git.url("private"), Map.of("gitToken", token));

    String id = platform.deploy(service);

    JsonNode ended = platform.succeeded(id);
    assertThat(ended.toString()).doesNotContain(token);
    assertThat(platform.log(id)).doesNotContain(token);
    assertThat(Directory.textsBelow(home.resolve("data"))).noneMatch(text -> text.contains(token));
    assertThat(RegistryProbe.layers(ended.path("image").path("reference").asText()))
        .doesNotContain(token);
  }

  private static Map<String, ?> push(String repository, String sha) {
    return Map.of(
        "ref",
        "refs/heads/main",
        "after",
        sha,
        "deleted",
        false,
        "repository",
        Map.of("clone_url", git.url(repository)),
        "commits",
        List.of());
  }
}
