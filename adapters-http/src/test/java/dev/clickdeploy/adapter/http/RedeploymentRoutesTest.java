package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.tenant.Scope;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedeploymentRoutesTest {
  private final TestServer server = TestServer.start();
  private final String service = server.createService().text("id");
  private final String earlier =
      server.post("/services/" + service + "/deploy", "{\"ref\": \"v1\"}").text("id");

  @AfterEach
  void stop() {
    server.close();
  }

  private void succeed() {
    Deployment queued =
        server.deployments.get(Scope.of(server.organization), DeploymentId.parse(earlier));
    PushedImage image =
        new PushedImage(ImageReference.parse("registry.test/a/b:1"), ImageDigest.of(new byte[0]));
    server.deployments.replace(
        queued.started(server.clock.instant()).succeeded(image, server.clock.instant()));
  }

  @Test
  void a_redeploy_is_accepted_as_a_new_deployment_that_names_the_earlier_one() {
    Reply accepted =
        TestServer.send(
            server
                .request("/deployments/" + earlier + "/redeploy")
                .header("Idempotency-Key", "again-1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"noCache\": true}")));

    assertThat(accepted.status()).isEqualTo(202);
    String id = accepted.text("id");
    assertThat(id).isNotEqualTo(earlier);
    assertThat(accepted.header("Location")).hasValue(TestServer.API + "/deployments/" + id);
    assertThat(accepted.text("trigger")).isEqualTo("redeploy");
    assertThat(accepted.text("redeployOf")).isEqualTo(earlier);
    assertThat(accepted.json().path("rollbackTo").isNull()).isTrue();
    assertThat(accepted.text("ref")).isEqualTo("v1");
    assertThat(accepted.json().path("noCache").asBoolean()).isTrue();
    assertThat(server.redeployments.redeploys.getFirst())
        .satisfies(command -> assertThat(command.idempotencyKey()).isEqualTo("again-1"))
        .satisfies(c -> assertThat(c.scope()).isEqualTo(Scope.of(server.organization)));
  }

  @Test
  void a_redeploy_needs_no_body_and_takes_no_other_field() {
    String path = "/deployments/" + earlier + "/redeploy";

    assertThat(TestServer.send(server.request(path).POST(BodyPublishers.noBody())).status())
        .isEqualTo(202);
    assertThat(server.post(path, "{\"ref\": \"main\"}").detail())
        .isEqualTo("the field 'ref' is not known here; known are noCache");
  }

  @Test
  void a_rollback_is_accepted_and_names_what_it_returns_to() {
    succeed();

    Reply accepted =
        server.post("/services/" + service + "/rollback", "{\"deployment\": \"" + earlier + "\"}");

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.text("trigger")).isEqualTo("rollback");
    assertThat(accepted.text("rollbackTo")).isEqualTo(earlier);
    assertThat(accepted.header("Location"))
        .hasValue(TestServer.API + "/deployments/" + accepted.text("id"));
    assertThat(server.redeployments.rollbacks.getFirst().service()).hasToString(service);
  }

  @Test
  void what_has_no_image_is_a_conflict_with_a_sentence() {
    Reply refused =
        server.post("/services/" + service + "/rollback", "{\"deployment\": \"" + earlier + "\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.detail()).isEqualTo("deployment " + earlier + " has no image");
  }

  @Test
  void a_rollback_says_to_which_deployment() {
    String path = "/services/" + service + "/rollback";

    assertThat(server.post(path, "{}").detail()).isEqualTo("the field 'deployment' is missing");
    assertThat(server.post(path, "{\"deployment\": \"the last one\"}").status()).isEqualTo(422);
    assertThat(server.post(path, "{\"digest\": \"sha256:0\"}").status()).isEqualTo(422);
  }

  @Test
  void a_key_that_is_too_long_is_refused_by_its_name() {
    Reply refused =
        TestServer.send(
            server
                .request("/deployments/" + earlier + "/redeploy")
                .header("Idempotency-Key", "k".repeat(201))
                .POST(BodyPublishers.noBody()));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).startsWith("the header Idempotency-Key: ");
  }

  @Test
  void an_unknown_deployment_or_service_is_not_found() {
    String unknown = DeploymentId.next(server.clock).toString();

    assertThat(server.post("/deployments/" + unknown + "/redeploy", "{}").status()).isEqualTo(404);
    assertThat(server.post("/deployments/7/redeploy", "{}").status()).isEqualTo(404);
    String body = "{\"deployment\": \"" + earlier + "\"}";
    assertThat(server.post("/services/" + unknown + "/rollback", body).status()).isEqualTo(404);
  }
}
