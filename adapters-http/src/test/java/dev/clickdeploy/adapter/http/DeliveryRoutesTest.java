package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.Name;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryRoutesTest {
  private static final String PATH = "/webhooks/deliveries";

  private final TestServer server = TestServer.start();
  private final ServiceId web = ServiceId.next(server.clock);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_delivery_is_shown_with_a_verdict_for_each_service() {
    DeploymentId deployment = DeploymentId.next(server.clock);
    Delivery delivery =
        server.deliveries.add(
            server.organization,
            null,
            new Verdict.Queued(web, deployment, "src/a has changed"),
            new Verdict.Pending(web),
            new Verdict.Skipped(web, SkipReason.SAME_COMMIT, "it is there", deployment),
            new Verdict.Superseded(web, "a newer one came", null));

    JsonNode shown = server.get(PATH + "/" + delivery.id()).json();

    assertThat(shown.path("source").asText()).isEqualTo("gitlab");
    assertThat(shown.path("event").asText()).isEqualTo("Push Hook");
    assertThat(shown.path("ref").asText()).isEqualTo("refs/heads/main");
    assertThat(shown.path("before").isNull()).isTrue();
    assertThat(shown.path("commit").isNull()).isTrue();
    assertThat(shown.at("/headers/User-Agent").asText()).isEqualTo("GitLab/18.1");
    assertThat(shown.at("/verdicts/0/reason").asText()).isEqualTo("src/a has changed");
    assertThat(shown.at("/verdicts/1/verdict").asText()).isEqualTo("pending");
    assertThat(shown.at("/verdicts/2/code").asText()).isEqualTo("same-commit");
    assertThat(shown.at("/verdicts/2/deployment").asText()).isEqualTo(deployment.toString());
    assertThat(shown.at("/verdicts/3/verdict").asText()).isEqualTo("superseded");
  }

  @Test
  void deliveries_are_listed_page_by_page() {
    Delivery first = server.deliveries.add(server.organization, null);
    Delivery second = server.deliveries.add(server.organization, null);

    JsonNode page = server.get(PATH + "?limit=1").json();
    JsonNode last = server.get(PATH + "?limit=5&before=" + page.path("next").asText()).json();

    assertThat(page.at("/deliveries/0/id").asText()).isEqualTo(second.id().toString());
    assertThat(last.at("/deliveries/0/id").asText()).isEqualTo(first.id().toString());
    assertThat(last.path("next").isNull()).isTrue();
  }

  @Test
  void a_replay_is_a_delivery_of_its_own() {
    Delivery first = server.deliveries.add(server.organization, null);

    Reply replayed = server.post(PATH + "/" + first.id() + "/replay", "{}");

    assertThat(replayed.status()).isEqualTo(202);
    assertThat(replayed.text("replayOf")).isEqualTo(first.id().toString());
    assertThat(replayed.header("Location").orElseThrow()).endsWith(replayed.text("id"));
  }

  @Test
  void another_organizations_delivery_looks_like_none() {
    Delivery theirs =
        server.deliveries.add(server.tenants.createOrganization(new Name("Other")).id(), null);

    for (DeliveryId id : new DeliveryId[] {theirs.id(), DeliveryId.next(server.clock)}) {
      assertThat(server.get(PATH + "/" + id).status()).isEqualTo(404);
      assertThat(server.post(PATH + "/" + id + "/replay", "{}").status()).isEqualTo(404);
    }
    assertThat(server.get(PATH).json().path("deliveries")).isEmpty();
  }

  @Test
  void nobody_sees_them_without_a_token() {
    assertThat(TestServer.send(server.open(TestServer.API + PATH).GET()).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=0", "?limit=101", "?limit=x", "?before=7"})
  void what_is_asked_wrongly_is_422(String query) {
    assertThat(server.get(PATH + query).status()).isEqualTo(422);
  }

  @Test
  void a_malformed_id_names_nothing() {
    assertThat(server.get(PATH + "/not-an-id").status()).isEqualTo(404);
    assertThat(server.post(PATH + "/not-an-id/replay", "[").status()).isEqualTo(404);
  }

  @Test
  void a_services_rules_for_pushes_are_taken_and_shown() {
    String project = server.post("/projects", "{\"name\": \"shop\"}").text("id");
    String rules =
        "{\"tags\":true,\"watchPaths\":[\"src/**\",\"!**/*.md\"],\"supersede\":\"running\","
            + "\"commitStatus\":false}";
    String service =
        "{\"name\": \"%s\", \"repository\": \"https://github.com/acme/web\", \"pushes\": %s}";

    Reply created =
        server.post("/projects/" + project + "/services", service.formatted("web", rules));

    assertThat(created.json().path("pushes")).hasToString(rules);
    for (String wrong :
        new String[] {
          "7",
          "{\"tags\": 1}",
          "{\"watchPaths\": [\"../x\"]}",
          "{\"supersede\": \"all\"}",
          "{\"x\": 1}"
        }) {
      Reply refused =
          server.post("/projects/" + project + "/services", service.formatted("b", wrong));
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.detail()).contains("pushes");
    }
  }
}
