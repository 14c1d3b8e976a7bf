package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.git.GitHost;
import dev.clickdeploy.adapter.git.SshHost;
import dev.clickdeploy.bootstrap.e2e.Api.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories that open over SSH with a deploy key, served by OpenSSH. */
class SshRepositoryIT {
  @TempDir static Path home;
  private static GitHost git;
  private static SshHost ssh;
  private static Path key;
  private static Platform platform;

  @BeforeAll
  static void start() {
    git = GitHost.start(home.resolve("git"));
    ssh = SshHost.start(home.resolve("ssh"), true, "ed25519");
    key = SshHost.key(home.resolve("key"), "-t", "ed25519");
    ssh.letIn(key);
    platform = Platform.start(home.resolve("data"));
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
    ssh.close();
    git.close();
  }

  private static String url(String name) {
    return ssh.url(home.resolve("git/" + name + ".git"));
  }

  private static JsonNode service(String name, Path deployKey) throws IOException {
    return platform.service(
        url(name),
        Map.of("deployKey", Files.readString(deployKey), "knownHosts", ssh.knownLine("ed25519")));
  }

  private static Answer trigger(JsonNode service) {
    return platform.api.post("/services/" + service.path("id").asText() + "/deploy", Map.of());
  }

  @Test
  void a_deploy_key_opens_its_repository_and_is_found_nowhere_afterwards() throws Exception {
    String sha = git.commit("closed", Apps.STATIC, "Greet\n\nover SSH");
    JsonNode service = service("closed", key);

    Answer queued = trigger(service);

    assertThat(queued.body().path("commit").path("sha").asText()).isEqualTo(sha);
    assertThat(queued.body().path("commit").path("message").asText()).startsWith("Greet");
    assertThat(queued.body().path("commit").path("author").asText()).isEqualTo(GitHost.AUTHOR);
    assertThat(queued.body().path("commit").path("time").asText()).isNotEmpty();
    JsonNode ended = platform.succeeded(queued.text("id"));
    String secret = Files.readAllLines(key).get(2);
    assertThat(service.toString() + ended + platform.log(queued.text("id"))).doesNotContain(secret);
    assertThat(Directory.textsBelow(home.resolve("data"))).noneMatch(text -> text.contains(secret));
    assertThat(RegistryProbe.layers(ended.path("image").path("reference").asText()))
        .contains("static greetings")
        .doesNotContain(secret);
  }

  @Test
  void a_key_that_the_host_does_not_know_is_refused_until_it_is_replaced() throws Exception {
    git.commit("replaced", Apps.STATIC, "Replaced");
    Path stranger = SshHost.key(home.resolve("stranger"), "-t", "ed25519");
    JsonNode service = service("replaced", stranger);

    Answer refused = trigger(service);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("detail"))
        .contains("key")
        .doesNotContain(Files.readAllLines(stranger).get(2));
    Answer replaced =
        platform.api.put(
            "/services/" + service.path("id").asText() + "/credential",
            Map.of("deployKey", Files.readString(key), "knownHosts", ssh.knownLine("ed25519")));
    assertThat(replaced.status()).isEqualTo(204);
    platform.succeeded(trigger(service).text("id"));
  }

  @Test
  void a_host_whose_key_nobody_has_given_is_not_trusted() throws Exception {
    git.commit("unknown", Apps.STATIC, "Unknown");
    JsonNode service = platform.service(url("unknown"), Map.of("deployKey", Files.readString(key)));

    Answer refused = trigger(service);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("detail")).contains("known hosts");
  }

  @Test
  void a_credential_of_the_other_kind_is_refused_when_the_service_is_made() throws Exception {
    Answer refused =
        platform.api.post(
            "/projects/" + platform.project + "/services",
            Map.of(
                "name",
                "mismatch",
                "repository",
                git.url("closed"),
                "deployKey",
                Files.readString(key)));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("detail")).contains("deploy key").contains("token");
  }
}
