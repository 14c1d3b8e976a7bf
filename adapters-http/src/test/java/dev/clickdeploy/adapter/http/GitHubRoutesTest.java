package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.port.in.Pushes.Push;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubRoutesTest {
  private static final String SECRET = "0123456789abcdef";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String SHA = "0123456789".repeat(4);
  private static final String PUSH =
      """
      {"ref": "refs/heads/main", "before": "%1$s", "after": "%1$s", "deleted": false,
       "head_commit": {"id": "%1$s", "message": "Grüße\\n\\nbody",
                       "timestamp": "2026-03-01T12:00:00+02:00",
                       "author": {"name": "Ada", "email": "ada@example.test"}},
       "repository": {"id": 7, "created_at": 1700000000, "pushed_at": 1784030400, "full_name": "acme/web",
                      "clone_url": "https://github.com/acme/web.git",
                      "ssh_url": "git@github.com:acme/web.git",
                      "html_url": "https://github.com/acme/web"}}
      """
          .formatted(SHA);

  private final TestServer server = TestServer.start();
  private final ServiceId web = ServiceId.next(server.clock);
  private final ServiceId docs = ServiceId.next(server.clock);
  private final DeploymentId deployment = DeploymentId.next(server.clock);

  @BeforeEach
  void two_services_of_one_repository() {
    server.pushes.service(
        "https://github.com/acme/web", SECRET, new Verdict.Queued(web, deployment));
    server.pushes.service(
        "git@github.com:acme/web.git",
        SECRET,
        new Verdict.Skipped(docs, SkipReason.BRANCH, "another branch"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Pushed believed() {
    return delivered().pushed();
  }

  private Push delivered() {
    assertThat(server.pushes.believed).hasSize(1);
    return server.pushes.believed.getFirst();
  }

  @Test
  void a_signed_push_is_accepted_with_a_verdict_for_each_service() {
    Reply accepted = GitHubDelivery.push(PUSH, SECRET).to(server);

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.body())
        .isEqualTo(
            ("{'verdicts':[{'service':'%s','verdict':'queued','deployment':'%s'},{'service':'%s','verdict':'skipped','code':'branch','reason':'another"
                 + " branch'}]}")
                .replace('\'', '"')
                .formatted(web, deployment, docs));
  }

  @Test
  void what_the_push_says_is_handed_on() {
    GitHubDelivery.push(PUSH, SECRET).to(server);

    assertThat(delivered().identity()).isEqualTo(SHA + ".." + SHA + "@" + 1784030400);
    assertThat(delivered().key()).isEqualTo("72d3162e-cc78-11e3-81ab-4c9367dc0958");
    assertThat(delivered().headers())
        .containsEntry("X-GitHub-Event", "push")
        .containsEntry("User-Agent", "GitHub-Hookshot/044aadd")
        .doesNotContainKey("X-Hub-Signature-256");
    Pushed push = believed();
    assertThat(push.source()).isEqualTo(Trigger.GITHUB);
    assertThat(push.repository().value()).isEqualTo("https://github.com/acme/web.git");
    assertThat(push.ref()).hasToString("refs/heads/main");
    assertThat(push.before()).hasToString(SHA);
    assertThat(push.pushedAt()).isEqualTo(Instant.ofEpochSecond(1784030400));
    assertThat(push.after()).hasToString(SHA);
    assertThat(push.commit().sha()).hasToString(SHA);
    assertThat(push.commit().message()).isEqualTo("Grüße\n\nbody");
    assertThat(push.commit().author()).isEqualTo("Ada");
    assertThat(push.commit().authoredAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
  }

  @Test
  void a_form_is_signed_as_it_came_and_read_as_json() {
    String form = "payload=" + URLEncoder.encode(PUSH, StandardCharsets.UTF_8);

    Reply accepted =
        new GitHubDelivery("push", FORM, form.getBytes(StandardCharsets.UTF_8), SECRET).to(server);

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(believed().commit().message()).isEqualTo("Grüße\n\nbody");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "other=1", "payload=%zz", "payload=%7B"})
  void a_form_without_a_payload_is_400(String form) {
    Reply refused =
        new GitHubDelivery("push", FORM, form.getBytes(StandardCharsets.UTF_8), SECRET).to(server);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.detail()).containsAnyOf("payload", "URL-encoded", "JSON");
  }

  @Test
  void the_signature_is_over_the_bytes_and_not_over_what_they_mean() {
    String sameMeaning = PUSH.replace("\": \"", "\":\"");
    byte[] body = sameMeaning.getBytes(StandardCharsets.UTF_8);
    String signedOriginal = GitHubDelivery.signature(PUSH.getBytes(StandardCharsets.UTF_8), SECRET);

    Reply refused =
        TestServer.send(
            server
                .open("/webhooks/github")
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "push")
                .header("X-Hub-Signature-256", signedOriginal)
                .POST(BodyPublishers.ofByteArray(body)));

    assertThat(refused.status()).isEqualTo(401);
    assertThat(server.pushes.believed).isEmpty();
  }

  @Test
  void an_unknown_repository_looks_exactly_like_a_wrong_secret() {
    Reply wrongSecret = GitHubDelivery.push(PUSH, "another-secret-of-16").to(server);
    Reply unknown =
        GitHubDelivery.push(PUSH.replace("acme/web", "acme/unknown"), SECRET).to(server);
    Reply unsigned = GitHubDelivery.push(PUSH, null).to(server);

    assertThat(wrongSecret.status()).isEqualTo(401);
    assertThat(wrongSecret.text("type")).isEqualTo("urn:click-deploy:problem:unproven-webhook");
    for (Reply other : new Reply[] {unknown, unsigned}) {
      assertThat(other.body().replace(id(other), id(wrongSecret))).isEqualTo(wrongSecret.body());
      assertThat(other.response().headers().map().keySet())
          .isEqualTo(wrongSecret.response().headers().map().keySet());
    }
    assertThat(server.pushes.believed).isEmpty();
  }

  private static String id(Reply reply) {
    return reply.header("X-Request-Id").orElseThrow();
  }

  @Test
  void a_sha1_signature_proves_nothing() {
    Reply refused =
        TestServer.send(
            server
                .open("/webhooks/github")
                .header("X-GitHub-Event", "push")
                .header("X-Hub-Signature", "sha1=7d38cdd689735b008b3c702edd92eea23791c5f6")
                .POST(BodyPublishers.ofString(PUSH)));

    assertThat(refused.status()).isEqualTo(401);
  }

  @Test
  void a_ping_is_answered() {
    byte[] ping = "{\"zen\": \"Design for failure.\"}".getBytes(StandardCharsets.UTF_8);

    Reply pong = new GitHubDelivery("ping", "application/json", ping, SECRET).to(server);

    assertThat(pong.status()).isEqualTo(200);
    assertThat(pong.text("message")).isEqualTo("pong");
  }

  @Test
  void other_events_are_accepted_and_ignored() {
    Reply ignored =
        new GitHubDelivery("issues", "application/json", new byte[] {'x'}, SECRET).to(server);

    assertThat(ignored.status()).isEqualTo(202);
    assertThat(ignored.text("ignored")).contains("push");
  }

  @Test
  void without_an_event_it_is_no_webhook() {
    Reply refused =
        TestServer.send(server.open("/webhooks/github").POST(BodyPublishers.ofString(PUSH)));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.detail()).contains("X-GitHub-Event");
  }

  @Test
  void a_deleted_branch_has_no_commit() {
    String deletion =
        PUSH.replaceFirst("\"after\": \"[0-9]+\"", "\"after\": \"" + "0".repeat(40) + "\"")
            .replaceFirst("(?s)\"head_commit\": .*?}},", "\"head_commit\": null,");

    Reply accepted = GitHubDelivery.push(deletion, SECRET).to(server);

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(believed().after()).isNull();
    assertThat(believed().commit()).isNull();
  }

  @Test
  void an_annotated_tag_stands_for_its_commit() {
    String tag =
        PUSH.replace("refs/heads/main", "refs/tags/v1")
            .replaceFirst("\"after\": \"[0-9]+\"", "\"after\": \"" + "ab".repeat(20) + "\"");

    GitHubDelivery.push(tag, SECRET).to(server);

    assertThat(believed().ref()).hasToString("refs/tags/v1");
    assertThat(believed().after()).hasToString(SHA);
    assertThat(believed().commit().author()).isEqualTo("Ada");
  }

  @Test
  void a_commit_whose_time_makes_no_sense_is_left_to_git() {
    GitHubDelivery.push(PUSH.replace("2026-03-01T", "yesterday"), SECRET).to(server);

    assertThat(believed().after()).hasToString(SHA);
    assertThat(believed().commit()).isNull();
  }

  @Test
  void another_form_of_the_url_serves_where_the_first_is_missing() {
    String withoutCloneUrl = PUSH.replace("clone_url", "x").replace("ssh_url", "y");

    GitHubDelivery.push(withoutCloneUrl, SECRET).to(server);

    assertThat(believed().repository().value()).isEqualTo("https://github.com/acme/web");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"ref", "\"after", "\"repository", "_url"})
  void a_push_without_what_is_needed_is_400(String field) {
    Reply refused =
        GitHubDelivery.push(PUSH.replace(field + "\"", field + "_gone\""), SECRET).to(server);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("type")).isEqualTo("urn:click-deploy:problem:malformed-push");
    assertThat(refused.detail()).contains("ref, after and repository.clone_url");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "null", "{\"ref\": {}}", "{\"repository\": \"x\"}"})
  void any_other_json_is_400(String json) {
    assertThat(GitHubDelivery.push(json, SECRET).to(server).status()).isEqualTo(400);
  }

  @Test
  void a_payload_beyond_one_mebibyte_is_taken_up_to_25() {
    String large = PUSH + " ".repeat(24 << 20);
    String tooLarge = PUSH + " ".repeat(25 << 20);

    assertThat(GitHubDelivery.push(large, SECRET).to(server).status()).isEqualTo(202);
    JsonNode refused = GitHubDelivery.push(tooLarge, SECRET).to(server).json();
    assertThat(refused.path("status").asInt()).isEqualTo(413);
    assertThat(refused.path("detail").asText()).contains("26214400");
  }
}
