package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.deployment.SourceExcerpt;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.tenant.Scope;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentRoutesTest {
  private final TestServer server = TestServer.start();
  private final String service = server.createService().text("id");

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply deploy(String json) {
    return server.post("/services/" + service + "/deploy", json);
  }

  private Deployment deployed() {
    DeploymentId id = DeploymentId.parse(deploy("{}").text("id"));
    return server.deployments.get(Scope.of(server.organization), id);
  }

  @Test
  void a_triggered_deployment_is_accepted_and_found_where_its_location_says() {
    Reply accepted = deploy("{\"ref\": \"v1.2\"}");

    assertThat(accepted.status()).isEqualTo(202);
    String id = accepted.text("id");
    assertThat(accepted.header("Location")).hasValue(TestServer.API + "/deployments/" + id);
    assertThat(accepted.body())
        .isEqualTo(
            ("{'id':'%s','service':'%s','status':'queued','phase':null,'attempt':0,"
                 + "'progress':{'done':0,'total':0,'cached':0},'trigger':'api',"
                 + "'redeployOf':null,'rollbackTo':null,'ref':'v1.2',"
                 + "'commit':{'sha':'%s','message':null,'author':null,'time':null},"
                 + "'noCache':false,'plan':null,'provenance':null,'image':null,'imageDeletedAt':null,'failure':null,'durations':{},"
                 + "'createdAt':'2026-01-01T00:00:00Z','startedAt':null,'finishedAt':null}")
                .replace('\'', '"')
                .formatted(id, service, FakeDeployments.SHA));
    ObjectNode found = (ObjectNode) server.get("/deployments/" + id).json();
    assertThat(found.has("queue")).isTrue();
    found.remove("queue");
    assertThat(found).isEqualTo(accepted.json());
  }

  @Test
  void no_body_and_no_ref_deploy_the_services_branch() {
    Reply withoutBody =
        TestServer.send(
            server.request("/services/" + service + "/deploy").POST(BodyPublishers.noBody()));

    assertThat(withoutBody.status()).isEqualTo(202);
    assertThat(deploy("{\"ref\": null}").status()).isEqualTo(202);
    assertThat(server.deployments.commands)
        .hasSize(2)
        .allSatisfy(command -> assertThat(command.ref()).isNull())
        .allSatisfy(command -> assertThat(command.idempotencyKey()).isNull())
        .allSatisfy(c -> assertThat(c.scope()).isEqualTo(Scope.of(server.organization)));
  }

  @Test
  void the_idempotency_key_is_handed_on() {
    TestServer.send(
        server
            .request("/services/" + service + "/deploy")
            .header("Idempotency-Key", "release-7")
            .POST(BodyPublishers.noBody()));

    assertThat(server.deployments.commands.getFirst().idempotencyKey()).isEqualTo("release-7");
  }

  @Test
  void a_build_without_the_cache_is_asked_for_and_shown() {
    Reply accepted = deploy("{\"noCache\": true}");

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.json().path("noCache").asBoolean()).isTrue();
    assertThat(server.deployments.commands.getFirst().noCache()).isTrue();
    assertThat(deploy("{\"noCache\": \"yes\"}").detail())
        .isEqualTo("the field 'noCache' must be true or false");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 201})
  void an_idempotency_key_has_1_to_200_characters(int length) {
    Reply refused =
        TestServer.send(
            server
                .request("/services/" + service + "/deploy")
                .header("Idempotency-Key", "k".repeat(length))
                .POST(BodyPublishers.noBody()));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).startsWith("the header Idempotency-Key: ").contains("200");
  }

  @Test
  void a_wrong_ref_is_refused_by_name() {
    Reply refused = deploy("{\"ref\": \"--upload-pack=x\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).contains("'ref'").contains("--upload-pack=x");
    assertThat(deploy("{\"branch\": \"main\"}").detail())
        .isEqualTo("the field 'branch' is not known here; known are noCache, ref");
  }

  @Test
  void a_running_deployment_shows_phase_progress_commit_and_durations_up_to_now() {
    Deployment queued = deployed();
    Commit commit = new Commit(FakeDeployments.SHA, "Greet\n\nbody", "Ada", server.clock.instant());
    Deployment fetching =
        queued.started(server.clock.instant()).entered(Phase.FETCHING, server.clock.instant());
    server.clock.advance(Duration.ofMillis(1_500));
    server.deployments.replace(
        fetching
            .with(commit)
            .entered(Phase.BUILDING, server.clock.instant())
            .planned("Node.js 22, npm")
            .with(new Progress(9, 4, 3)));
    server.clock.advance(Duration.ofMillis(250));

    JsonNode view = server.get("/deployments/" + queued.id()).json();

    assertThat(view.path("status").asText()).isEqualTo("running");
    assertThat(view.path("phase").asText()).isEqualTo("building");
    assertThat(view.path("progress").toString()).isEqualTo("{\"done\":4,\"total\":9,\"cached\":3}");
    assertThat(view.path("commit").path("message").asText()).isEqualTo("Greet\n\nbody");
    assertThat(view.path("commit").path("author").asText()).isEqualTo("Ada");
    assertThat(view.path("commit").path("time").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(view.path("plan").asText()).isEqualTo("Node.js 22, npm");
    assertThat(view.path("durations").toString())
        .isEqualTo("{\"fetching\":1500,\"building\":250,\"total\":1750}");
  }

  @Test
  void a_succeeded_deployment_shows_its_image_and_its_durations_stand_still() {
    Deployment queued = deployed();
    Deployment running = queued.started(server.clock.instant());
    Deployment verifying = running.entered(Phase.VERIFYING, server.clock.instant());
    ImageDigest digest = ImageDigest.of(new byte[0]);
    server.clock.advance(Duration.ofSeconds(2));
    server.deployments.replace(
        verifying.succeeded(
            new PushedImage(ImageReference.parse("registry.test/a-b/web:1"), digest),
            server.clock.instant()));
    server.clock.advance(Duration.ofHours(1));

    JsonNode view = server.get("/deployments/" + queued.id()).json();

    assertThat(view.path("status").asText()).isEqualTo("succeeded");
    assertThat(view.path("image").path("digest").asText()).isEqualTo(digest.value());
    assertThat(view.path("durations").path("verifying").asLong()).isEqualTo(2_000);
    assertThat(view.path("durations").path("total").asLong()).isEqualTo(2_000);
    assertThat(view.path("attempt").asInt()).isEqualTo(1);
    assertThat(view.path("finishedAt").asText()).isEqualTo("2026-01-01T00:00:02Z");
  }

  @Test
  void a_failed_instruction_is_shown_as_it_stands_in_its_file() {
    Deployment queued = deployed();
    Failure failure =
        Failure.of(FailureClass.BUILD_STEP, "exit 1", null)
            .at(new SourceExcerpt("Dockerfile", 3, "RUN one && \\\n  false"));
    server.deployments.replace(
        queued.started(server.clock.instant()).failed(failure, server.clock.instant()));

    JsonNode view = server.get("/deployments/" + queued.id()).json().path("failure");

    assertThat(view.path("excerpt").path("file").asText()).isEqualTo("Dockerfile");
    assertThat(view.path("excerpt").path("line").asInt()).isEqualTo(3);
    assertThat(view.path("excerpt").path("text").asText()).isEqualTo("RUN one && \\\n  false");
  }

  @Test
  void a_failed_deployment_says_why_and_what_to_do() {
    Deployment queued = deployed();
    Failure failure =
        new Failure(FailureClass.BUILD_STEP, "exit 1", "mend the step", List.of("a", "b"));
    server.deployments.replace(
        queued.started(server.clock.instant()).failed(failure, server.clock.instant()));

    JsonNode view = server.get("/deployments/" + queued.id()).json().path("failure");

    assertThat(view.toString())
        .isEqualTo(
            ("{'class':'build_step','message':'exit 1','hint':'mend the step',"
                    + "'lastLines':['a','b'],'excerpt':null}")
                .replace('\'', '"'));
  }

  @Test
  void deployments_are_paged_newest_first() {
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      created.addFirst(deploy("{}").text("id"));
    }
    String listing = "/services/" + service + "/deployments";

    JsonNode first = server.get(listing + "?limit=2").json();
    JsonNode second = server.get(listing + "?limit=2&before=" + first.path("next").asText()).json();
    JsonNode third = server.get(listing + "?limit=2&before=" + second.path("next").asText()).json();

    List<String> seen = new ArrayList<>();
    for (JsonNode page : List.of(first, second, third)) {
      page.path("deployments").forEach(d -> seen.add(d.path("id").asText()));
    }
    assertThat(seen).isEqualTo(created);
    assertThat(third.path("next").isNull()).isTrue();
  }

  @Test
  void a_listing_may_be_of_one_status_and_one_ref() {
    String main = deploy("{}").text("id");
    String tag = deploy("{\"ref\": \"v1\"}").text("id");
    server.post("/deployments/" + tag + "/cancel", "{}");
    String listing = "/services/" + service + "/deployments";

    assertThat(ids(listing + "?status=cancelled")).containsExactly(tag);
    assertThat(ids(listing + "?ref=v1&status=queued")).isEmpty();
    assertThat(ids(listing + "?ref=refs/heads/main")).containsExactly(main);
    assertThat(server.get(listing + "?status=done").detail())
        .isEqualTo(
            "the query parameter 'status' is not accepted: 'done' is none of queued, running,"
                + " cancelling, succeeded, failed, cancelled, superseded");
    assertThat(server.get(listing + "?ref=a..b").status()).isEqualTo(422);
  }

  private List<String> ids(String listing) {
    List<String> ids = new ArrayList<>();
    server.get(listing).json().path("deployments").forEach(d -> ids.add(d.path("id").asText()));
    return ids;
  }

  @Test
  void a_listing_without_limit_has_at_most_twenty() {
    for (int i = 0; i < 21; i++) {
      deploy("{}");
    }

    assertThat(server.get("/services/" + service + "/deployments").json().path("deployments"))
        .hasSize(20);
  }

  @ParameterizedTest
  @CsvSource({
    "limit=0, limit",
    "limit=101, limit",
    "limit=ten, limit",
    "limit=-1, limit",
    "limit=99999999999999999999, limit",
    "before=yesterday, before"
  })
  void wrong_query_values_are_refused_by_name_with_what_is_accepted(String query, String named) {
    Reply refused = server.get("/services/" + service + "/deployments?" + query);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail())
        .startsWith("the query parameter '" + named + "'")
        .contains(query.substring(query.indexOf('=') + 1))
        .containsAnyOf("from 1 to 100", "is not a UUID");
  }

  @Test
  void cancelling_what_runs_is_accepted_and_what_has_stopped_is_done() {
    Deployment queued = deployed();
    server.deployments.replace(queued.started(server.clock.instant()));
    String path = "/deployments/" + queued.id() + "/cancel";

    Reply accepted = server.post(path, "{}");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.text("status")).isEqualTo("cancelling");

    server.deployments.replace(
        server
            .deployments
            .get(Scope.of(server.organization), queued.id())
            .cancelled(server.clock.instant()));
    Reply done = server.post(path, "{}");
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.text("status")).isEqualTo("cancelled");
  }

  @Test
  void what_has_ended_otherwise_cannot_be_cancelled() {
    Deployment queued = deployed();
    server.deployments.replace(
        queued.failed(Failure.of(FailureClass.SOURCE, "gone", null), server.clock.instant()));

    assertThat(server.post("/deployments/" + queued.id() + "/cancel", "{}").status())
        .isEqualTo(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/deployments/%s",
        "/deployments/%s/logs",
        "/services/%s",
        "/services/%s/deployments"
      })
  void an_id_that_is_no_uuid_names_nothing(String path) {
    for (String id : List.of("7", "01890000-0000-7000-8000-00000000000g", "%20", "a%2Fb")) {
      Reply refused = server.get(path.formatted(id));

      assertThat(refused.status()).as(id).isEqualTo(404);
      assertThat(refused.text("type")).isEqualTo("urn:click-deploy:problem:not-found");
    }
  }
}
