package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.git.GitHost;
import dev.clickdeploy.bootstrap.e2e.Api.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever goes wrong ends as a clear status and message, terminal, with nothing stuck and nothing
 * left behind.
 */
class FailuresIT {
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

  @AfterEach
  void nothing_is_left_in_the_build_directory_but_repository_caches() {
    assertThat(home.resolve("data/build").toFile().listFiles())
        .allSatisfy(cache -> assertThat(cache.toPath().resolve("objects")).isDirectory());
  }

  @Test
  void a_run_that_fails_names_command_exit_code_and_last_lines() {
    git.commit(
        "failing",
        Apps.dockerfile("FROM debian:trixie-slim\nRUN echo before the fall && exit 42\n"),
        "Fail");

    JsonNode failure = failureOf(platform.deploy(platform.service(git.url("failing"), Map.of())));

    assertThat(failure.path("class").asText()).isEqualTo("build_step");
    assertThat(failure.path("message").asText()).contains("exit 42").contains("Dockerfile");
    assertThat(failure.path("lastLines").toString()).contains("before the fall");
    assertThat(failure.path("excerpt").path("file").asText()).isEqualTo("Dockerfile");
    assertThat(failure.path("excerpt").path("line").asInt()).isEqualTo(2);
    assertThat(failure.path("excerpt").path("text").asText())
        .isEqualTo("RUN echo before the fall && exit 42");
  }

  @Test
  void a_dockerfile_syntax_error_names_file_and_line() {
    git.commit("syntax", Apps.dockerfile("FROM debian:trixie-slim\nRUNN true\n"), "Break");

    JsonNode failure = failureOf(platform.deploy(platform.service(git.url("syntax"), Map.of())));

    assertThat(failure.path("class").asText()).isEqualTo("build_step");
    assertThat(failure.path("message").asText()).contains("RUNN").contains("2");
    assertThat(failure.path("excerpt").path("text").asText()).isEqualTo("RUNN true");
  }

  @Test
  void a_repository_without_an_app_says_what_was_looked_for() {
    git.commit("empty-handed", Map.of("notes.txt", "nothing here\n"), "Notes");

    JsonNode failure =
        failureOf(platform.deploy(platform.service(git.url("empty-handed"), Map.of())));

    assertThat(failure.path("class").asText()).isEqualTo("plan");
    assertThat(failure.path("message").asText()).contains("package.json");
    assertThat(failure.path("hint").asText()).isNotBlank();
  }

  @Test
  void a_missing_ref_is_refused_at_once_and_names_what_there_is() {
    git.commit("refs", Apps.STATIC, "Refs");
    JsonNode service = platform.service(git.url("refs"), Map.of("branch", "release"));

    Answer answer =
        platform.api.post("/services/" + service.path("id").asText() + "/deploy", Map.of());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("detail")).contains("release").contains("main");
  }

  @Test
  void a_repository_with_sha_256_object_ids_is_refused_at_once() {
    git.createSha256("newer");
    JsonNode service = platform.service(git.url("newer"), Map.of());
    String deploy = "/services/" + service.path("id").asText() + "/deploy";

    Answer byBranch = platform.api.post(deploy, Map.of());
    Answer byCommit = platform.api.post(deploy, Map.of("ref", "a".repeat(64)));

    assertThat(byBranch.status()).isEqualTo(422);
    assertThat(byBranch.text("detail")).contains("SHA-256").contains("SHA-1");
    assertThat(byCommit.status()).isEqualTo(422);
    assertThat(byCommit.text("detail")).contains("SHA-256").contains("SHA-1");
  }

  @Test
  void a_commit_that_does_not_exist_is_refused_at_once() {
    git.commit("short", Apps.STATIC, "Short");
    JsonNode service = platform.service(git.url("short"), Map.of());

    Answer answer =
        platform.api.post(
            "/services/" + service.path("id").asText() + "/deploy", Map.of("ref", "1".repeat(40)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("detail")).contains("1".repeat(40));
  }

  @Test
  void a_wrong_token_is_refused_with_its_mend_and_never_repeated() {
    git.commitPrivate("closed", Apps.STATIC, "Closed", "the-right-token");
    JsonNode service = platform.service(git.url("closed"), Map.of("gitToken", "the-wrong-token"));

    Answer answer =
        platform.api.post("/services/" + service.path("id").asText() + "/deploy", Map.of());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("detail"))
        .containsIgnoringCase("token")
        .doesNotContain("the-wrong-token");
  }

  @Test
  void an_unreachable_repository_is_unavailable() {
    JsonNode service = platform.service("http://127.0.0.1:9/nobody/home.git", Map.of());

    Answer answer =
        platform.api.post("/services/" + service.path("id").asText() + "/deploy", Map.of());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.text("detail")).contains("127.0.0.1");
  }

  @Test
  void a_pushed_commit_that_does_not_exist_fails_as_source() {
    git.commit("rewritten", Apps.STATIC, "Rewritten");
    JsonNode service = platform.service(git.url("rewritten"), Map.of());
    Answer answer =
        platform.api.push(
            Map.of(
                "ref", "refs/heads/main",
                "after", "1".repeat(40),
                "repository", Map.of("clone_url", git.url("rewritten"))),
            service.path("webhookSecret").asText());

    JsonNode failure =
        failureOf(answer.body().path("verdicts").path(0).path("deployment").asText());

    assertThat(failure.path("class").asText()).isEqualTo("source");
  }

  @Test
  void a_wrong_signature_is_refused() {
    String sha = git.commit("signed", Apps.STATIC, "Signed");
    platform.service(git.url("signed"), Map.of());

    Answer answer =
        platform.api.push(
            Map.of(
                "ref",
                "refs/heads/main",
                "after",
                sha,
                "repository",
                Map.of("clone_url", git.url("signed"))),
            "not-the-secret");

    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void malformed_json_and_unknown_services_are_clear_problems() {
    Answer malformed = platform.api.postRaw("/projects", "{\"name\": ");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.text("detail")).contains("line");

    Answer unknown =
        platform.api.post("/services/01890000-0000-7000-8000-000000000000/deploy", Map.of());
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text("detail")).contains("01890000-0000-7000-8000-000000000000");
  }

  @Test
  void an_unreachable_buildkit_is_tried_again_and_then_an_infrastructure_failure()
      throws Exception {
    Map<String, String> variables =
        Platform.variables(home.resolve("lonely"), RealParts.freshDatabase());
    variables.put("BUILDKIT_ADDRESS", "unix:///nonexistent/buildkitd.sock");
    variables.put("CLICKDEPLOY_ATTEMPTS", "2");
    git.commit("lonely", Apps.STATIC, "Lonely");
    try (Platform lonely = Platform.start(variables)) {
      String id = lonely.deploy(lonely.service(git.url("lonely"), Map.of()));

      JsonNode ended = lonely.ended(id);

      assertThat(ended.path("failure").path("class").asText()).isEqualTo("infrastructure");
      assertThat(ended.path("failure").path("message").asText())
          .contains("/nonexistent/buildkitd.sock");
      assertThat(lonely.log(id)).contains("attempt");
      assertThat(lonely.api.getRoot("/readyz").status()).isEqualTo(503);
    }
  }

  @Test
  void a_registry_that_refuses_is_a_registry_failure_with_its_mend() throws Exception {
    Map<String, String> variables =
        Platform.variables(home.resolve("refused"), RealParts.freshDatabase());
    variables.put("REGISTRY_URL", "http://" + RealParts.get("auth.registry"));
    variables.put("REGISTRY_USERNAME", RealParts.get("auth.username"));
    variables.put("REGISTRY_PASSWORD", "a-wrong-password");
    git.commit("refused", Apps.STATIC, "Refused");
    try (Platform refused = Platform.start(variables)) {
      String id = refused.deploy(refused.service(git.url("refused"), Map.of()));

      JsonNode failure = refused.ended(id).path("failure");

      assertThat(failure.path("class").asText()).isEqualTo("registry");
      assertThat(failure.path("message").asText()).contains(RealParts.get("auth.registry"));
      assertThat(failure.path("hint").asText()).contains("REGISTRY_PASSWORD");
      assertThat(failure.toString() + refused.log(id)).doesNotContain("a-wrong-password");
    }
  }

  @Test
  void a_registry_with_a_password_takes_the_image() throws Exception {
    Map<String, String> variables =
        Platform.variables(home.resolve("accepted"), RealParts.freshDatabase());
    variables.put("REGISTRY_URL", "http://" + RealParts.get("auth.registry"));
    variables.put("REGISTRY_USERNAME", RealParts.get("auth.username"));
    variables.put("REGISTRY_PASSWORD", RealParts.get("auth.password"));
    git.commit("accepted", Apps.STATIC, "Accepted");
    try (Platform accepted = Platform.start(variables)) {
      String id = accepted.deploy(accepted.service(git.url("accepted"), Map.of()));

      JsonNode ended = accepted.succeeded(id);

      assertThat(ended.path("image").path("reference").asText())
          .startsWith(RealParts.get("auth.registry"));
      assertThat(accepted.log(id)).doesNotContain(RealParts.get("auth.password"));
    }
  }

  private static JsonNode failureOf(String deployment) {
    JsonNode ended = platform.ended(deployment);
    assertThat(ended.path("status").asText())
        .as("%s", platform.log(deployment))
        .isEqualTo("failed");
    return ended.path("failure");
  }
}
