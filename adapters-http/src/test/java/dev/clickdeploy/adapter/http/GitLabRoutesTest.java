package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.port.in.Pushes.Push;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabRoutesTest {
  private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String SECRET = "whsec_" + KEY;
  private static final String DELIVERY = "f5e5f430-f57b-4e6e-9fac-d9128cd7232f";
  private static final String BEFORE = "9876543210".repeat(4);
  private static final String SHA = "0123456789".repeat(4);
  private static final String PUSH =
      """
      {"object_kind": "push", "before": "%1$s", "after": "%2$s", "ref": "refs/heads/main",
       "checkout_sha": "%2$s", "message": null, "user_name": "Ada",
       "project": {"id": 15, "git_ssh_url": "git@gitlab.test:acme/web.git",
                   "git_http_url": "https://gitlab.test/acme/web.git",
                   "web_url": "https://gitlab.test/acme/web"},
       "commits": [{"id": "%1$s", "message": "Earlier", "timestamp": "2026-02-01T12:00:00Z",
                    "author": {"name": "Bob", "email": "bob@example.test"}},
                   {"id": "%2$s", "message": "Grüße", "timestamp": "2026-03-01T12:00:00+02:00",
                    "author": {"name": "Ada", "email": "ada@example.test"}}],
       "total_commits_count": 2}
      """
          .formatted(BEFORE, SHA);

  private final TestServer server = TestServer.start();
  private final ServiceId web = ServiceId.next(server.clock);
  private final DeploymentId deployment = DeploymentId.next(server.clock);

  @BeforeEach
  void a_service() {
    server.pushes.service(
        "https://gitlab.test/acme/web", SECRET, new Verdict.Queued(web, deployment));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpRequest.Builder request(String event) {
    return server
        .open("/webhooks/gitlab")
        .header("Content-Type", "application/json")
        .header("X-Gitlab-Event", event)
        .header("Idempotency-Key", DELIVERY)
        .header("User-Agent", "GitLab/18.1");
  }

  private Reply withToken(String json, String token) {
    return TestServer.send(
        request("Push Hook").header("X-Gitlab-Token", token).POST(BodyPublishers.ofString(json)));
  }

  private Reply signed(String json, Instant at, String signature) {
    return TestServer.send(
        request("Push Hook")
            .header("X-Gitlab-Token", SECRET)
            .header("webhook-id", DELIVERY)
            .header("webhook-timestamp", String.valueOf(at.getEpochSecond()))
            .header("webhook-signature", signature)
            .POST(BodyPublishers.ofString(json)));
  }

  private static String signature(String json, Instant at) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
    String content = DELIVERY + "." + at.getEpochSecond() + "." + json;
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
  }

  private Push believed() {
    assertThat(server.pushes.believed).hasSize(1);
    return server.pushes.believed.getFirst();
  }

  @Test
  void a_push_with_the_services_token_is_accepted() {
    Reply accepted = withToken(PUSH, SECRET);

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.json().at("/verdicts/0/deployment").asText())
        .isEqualTo(deployment.toString());
  }

  @Test
  void what_the_push_says_is_handed_on_without_the_secret() {
    withToken(PUSH, SECRET);

    assertThat(believed().key()).isEqualTo(DELIVERY);
    assertThat(believed().event()).isEqualTo("Push Hook");
    assertThat(believed().headers())
        .containsEntry("User-Agent", "GitLab/18.1")
        .doesNotContainKey("X-Gitlab-Token");
    Pushed push = believed().pushed();
    assertThat(push.source()).isEqualTo(Trigger.GITLAB);
    assertThat(push.repository().value()).isEqualTo("https://gitlab.test/acme/web.git");
    assertThat(push.ref()).hasToString("refs/heads/main");
    assertThat(push.before()).hasToString(BEFORE);
    assertThat(push.after()).hasToString(SHA);
    assertThat(push.commit().message()).isEqualTo("Grüße");
    assertThat(push.commit().author()).isEqualTo("Ada");
    assertThat(push.commit().authoredAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
  }

  @Test
  void a_signature_of_the_last_five_minutes_is_accepted() throws Exception {
    Instant sent = server.clock.instant().minus(Duration.ofMinutes(4));

    assertThat(signed(PUSH, sent, signature(PUSH, sent)).status()).isEqualTo(202);
  }

  @Test
  void an_old_signature_proves_nothing_and_neither_does_one_of_the_future() throws Exception {
    for (int minutes : new int[] {-6, 6}) {
      Instant sent = server.clock.instant().plus(Duration.ofMinutes(minutes));

      assertThat(signed(PUSH, sent, signature(PUSH, sent)).status()).isEqualTo(401);
    }
  }

  @Test
  void a_wrong_signature_is_not_mended_by_the_right_token() throws Exception {
    Instant now = server.clock.instant();

    assertThat(signed(PUSH, now, signature(PUSH + " ", now)).status()).isEqualTo(401);
    assertThat(server.pushes.believed).isEmpty();
  }

  @Test
  void a_wrong_token_an_unknown_project_and_no_proof_look_alike() {
    Reply wrong = withToken(PUSH, "another-token-of-some-length");
    Reply unknown = withToken(PUSH.replace("acme/web", "acme/unknown"), SECRET);
    Reply bare = TestServer.send(request("Push Hook").POST(BodyPublishers.ofString(PUSH)));

    for (Reply refused : new Reply[] {wrong, unknown, bare}) {
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.text("type")).isEqualTo("urn:click-deploy:problem:unproven-webhook");
      assertThat(refused.detail()).isEqualTo(wrong.detail()).doesNotContain(SECRET);
    }
  }

  @Test
  void an_annotated_tag_stands_for_its_commit() {
    String tag =
        PUSH.replace("refs/heads/main", "refs/tags/v1")
            .replace("\"after\": \"" + SHA, "\"after\": \"" + "ab".repeat(20));

    TestServer.send(
        request("Tag Push Hook")
            .header("X-Gitlab-Token", SECRET)
            .POST(BodyPublishers.ofString(tag)));

    assertThat(believed().pushed().isTag()).isTrue();
    assertThat(believed().pushed().after()).hasToString(SHA);
  }

  @Test
  void a_deleted_branch_has_no_commit() {
    String deletion =
        PUSH.replace("\"after\": \"" + SHA + "\"", "\"after\": \"" + "0".repeat(40) + "\"")
            .replace("\"checkout_sha\": \"" + SHA + "\"", "\"checkout_sha\": null");

    assertThat(withToken(deletion, SECRET).status()).isEqualTo(202);
    assertThat(believed().pushed().after()).isNull();
    assertThat(believed().pushed().commit()).isNull();
  }

  @Test
  void other_events_are_answered_with_200_whatever_their_body() {
    Reply ignored =
        TestServer.send(request("Issue Hook").POST(BodyPublishers.ofString("not json")));

    assertThat(ignored.status()).isEqualTo(200);
    assertThat(ignored.text("ignored")).contains("push");
  }

  @Test
  void without_an_event_it_is_no_webhook() {
    Reply refused =
        TestServer.send(server.open("/webhooks/gitlab").POST(BodyPublishers.ofString(PUSH)));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.detail()).contains("X-Gitlab-Event");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "null",
        "{",
        "{\"ref\": {}}",
        "{\"project\": \"x\"}",
        "\u0000",
        "\"text\""
      })
  void any_other_body_is_400(String body) {
    assertThat(withToken(body, SECRET).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"ref", "\"after", "\"project"})
  void a_push_without_what_is_needed_is_400(String field) {
    Reply refused = withToken(PUSH.replace(field + "\"", field + "_gone\""), SECRET);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("type")).isEqualTo("urn:click-deploy:problem:malformed-push");
    assertThat(refused.detail()).contains("ref, after and project.git_http_url");
  }

  @Test
  void a_body_nested_a_million_deep_is_400() {
    assertThat(withToken("[".repeat(1_000_000), SECRET).status()).isEqualTo(400);
  }

  @Test
  void a_payload_is_taken_up_to_25_mebibytes() {
    assertThat(withToken(PUSH + " ".repeat(24 << 20), SECRET).status()).isEqualTo(202);
    assertThat(withToken(PUSH + " ".repeat(25 << 20), SECRET).status()).isEqualTo(413);
  }
}
