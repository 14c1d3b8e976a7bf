package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.port.in.Pushes.Push;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole payloads as hosts send them, written by hand from their documentation. */
class PushPayloadsTest {
  private static final String SECRET = "0123456789abcdef";
  private static final CommitSha BEFORE = new CommitSha("9876543210".repeat(4));
  private static final CommitSha AFTER = new CommitSha("0123456789".repeat(4));

  private final TestServer server = TestServer.start();

  @BeforeEach
  void services() {
    for (String host : List.of("github.com", "gitlab.test", "gitea.test", "bitbucket.org")) {
      server.pushes.service(
          "https://%s/acme/web".formatted(host),
          SECRET,
          new Verdict.Queued(ServiceId.next(server.clock), DeploymentId.next(server.clock)));
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] payload(String file) {
    try (InputStream in = PushPayloadsTest.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply send(String path, byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request = server.open(path).header("Content-Type", "application/json");
    headers.forEach(request::header);
    return TestServer.send(request.POST(BodyPublishers.ofByteArray(body)));
  }

  private static String hex(byte[] body, String secret) {
    return GitHubDelivery.signature(body, secret).substring("sha256=".length());
  }

  private Reply github(String file) {
    byte[] body = payload(file);
    return send(
        "/webhooks/github",
        body,
        Map.of(
            "X-GitHub-Event",
            "push",
            "X-Hub-Signature-256",
            GitHubDelivery.signature(body, SECRET)));
  }

  private Reply gitlab(String file) {
    return send(
        "/webhooks/gitlab",
        payload(file),
        Map.of("X-Gitlab-Event", "Push Hook", "X-Gitlab-Token", SECRET));
  }

  private Reply gitea(String prefix, String secret) {
    byte[] body = payload("gitea-push.json");
    return send(
        "/webhooks/gitea",
        body,
        Map.of(
            prefix + "Event", "push",
            prefix + "Delivery", "f6266f16-1bf3-46a5-9ea4-602e06ead473",
            prefix + "Signature", hex(body, secret)));
  }

  private Reply bitbucket(String secret) {
    byte[] body = payload("bitbucket-push.json");
    return send(
        "/webhooks/bitbucket",
        body,
        Map.of(
            "X-Event-Key", "repo:push",
            "X-Request-UUID", "e6b8d1a2-0000-4000-8000-000000000001",
            "X-Hub-Signature", GitHubDelivery.signature(body, secret)));
  }

  private Pushed believed() {
    assertThat(server.pushes.believed).hasSize(1);
    return server.pushes.believed.getFirst().pushed();
  }

  private void assertForcePush(Trigger source) {
    assertThat(believed().source()).isEqualTo(source);
    assertThat(believed().ref().value()).isEqualTo("refs/heads/main");
    assertThat(believed().before()).isEqualTo(BEFORE);
    assertThat(believed().after()).isEqualTo(AFTER);
    assertThat(believed().commit().message()).isEqualTo("Begin again");
  }

  @Test
  void a_forced_push_is_one_like_any_other() {
    assertThat(github("github-force-push.json").status()).isEqualTo(202);
    assertForcePush(Trigger.GITHUB);
  }

  @Test
  void a_forced_push_to_gitlab_is_one_like_any_other() {
    assertThat(gitlab("gitlab-force-push.json").status()).isEqualTo(202);
    assertForcePush(Trigger.GITLAB);
  }

  @Test
  void what_the_host_calls_the_repository_is_handed_on() {
    github("github-force-push.json");
    gitlab("gitlab-force-push.json");
    gitea("X-Gitea-", SECRET);
    bitbucket(SECRET);

    assertThat(server.pushes.believed)
        .extracting(push -> push.hosted().value())
        .contains(
            "github:github.com#7",
            "gitlab:gitlab.test#15",
            "gitea:gitea.test#140",
            "bitbucket:bitbucket.org#{673a6070-3421-46c9-9d48-90745f7bfe8e}");
  }

  @Test
  void a_deleted_branch_names_no_commit() {
    assertThat(github("github-branch-delete.json").status()).isEqualTo(202);
    assertThat(believed().before()).isEqualTo(BEFORE);
    assertThat(believed().after()).isNull();
    assertThat(believed().commit()).isNull();
  }

  @Test
  void a_branch_deleted_from_gitlab_names_no_commit() {
    assertThat(gitlab("gitlab-branch-delete.json").status()).isEqualTo(202);
    assertThat(believed().after()).isNull();
    assertThat(believed().commit()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Gitea-", "X-Forgejo-"})
  void gitea_and_forgejo_sign_in_bare_hexadecimal(String prefix) {
    assertThat(gitea(prefix, SECRET).status()).isEqualTo(202);
    assertForcePush(Trigger.GITEA);
    assertThat(server.pushes.believed.getFirst().key())
        .isEqualTo("f6266f16-1bf3-46a5-9ea4-602e06ead473");
  }

  @Test
  void each_change_that_bitbucket_tells_is_a_push() {
    assertThat(bitbucket(SECRET).status()).isEqualTo(202);

    List<Pushed> told = server.pushes.believed.stream().map(Push::pushed).toList();
    assertThat(told)
        .extracting(push -> push.ref().value())
        .containsExactly("refs/heads/main", "refs/tags/v1", "refs/heads/feature/x");
    assertThat(told).extracting(Pushed::after).containsExactly(AFTER, AFTER, null);
    assertThat(told).extracting(Pushed::before).containsExactly(BEFORE, null, BEFORE);
    assertThat(told.getFirst().commit().author()).isEqualTo("Ada Lovelace");
    assertThat(server.pushes.believed).extracting(Push::key).doesNotHaveDuplicates();
    assertThat(server.pushes.believed).extracting(Push::identity).doesNotHaveDuplicates();
  }

  @Test
  void what_no_secret_proves_is_401() {
    assertThat(gitea("X-Gitea-", "another secret").status()).isEqualTo(401);
    assertThat(bitbucket("another secret").status()).isEqualTo(401);
    for (String path : List.of("/webhooks/gitea", "/webhooks/bitbucket")) {
      Map<String, String> headers = Map.of("X-Gitea-Event", "push", "X-Event-Key", "repo:push");
      assertThat(send(path, "{}".getBytes(), headers).status()).isEqualTo(401);
      assertThat(send(path, "{}".getBytes(), Map.of()).status()).isEqualTo(400);
    }
    assertThat(server.pushes.believed).isEmpty();
  }

  @Test
  void what_is_no_push_is_ignored_and_what_is_no_payload_is_400() {
    byte[] nothing = "{}".getBytes();
    assertThat(send("/webhooks/gitea", nothing, Map.of("X-Gitea-Event", "delete")).status())
        .isEqualTo(202);
    assertThat(send("/webhooks/bitbucket", nothing, Map.of("X-Event-Key", "issue:new")).status())
        .isEqualTo(202);
    assertThat(
            send(
                    "/webhooks/gitea",
                    nothing,
                    Map.of("X-Gitea-Event", "push", "X-Gitea-Signature", hex(nothing, SECRET)))
                .status())
        .isEqualTo(400);
    assertThat(
            send(
                    "/webhooks/bitbucket",
                    nothing,
                    Map.of(
                        "X-Event-Key",
                        "repo:push",
                        "X-Hub-Signature",
                        GitHubDelivery.signature(nothing, SECRET)))
                .status())
        .isEqualTo(400);
  }
}
