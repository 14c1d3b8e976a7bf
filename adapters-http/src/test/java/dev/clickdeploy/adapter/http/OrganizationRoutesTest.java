package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OrganizationRoutesTest {
  private static final String ABSENT = "01890000-0000-7000-8000-000000000000";
  private final TestServer server = TestServer.start();
  private final String own = "/organizations/" + server.organization;

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply asAdmin(String method, String path, String json) {
    return TestServer.send(
        server
            .open(TestServer.API + path)
            .header("Authorization", "Bearer " + TestServer.ADMIN)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  @Test
  void the_administrator_creates_an_organization() {
    Reply created = server.asAdmin("/organizations", "{\"name\": \"Globex\"}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Content-Type")).hasValue("application/json");
    assertThat(created.body())
        .isEqualTo(
            "{\"id\":\"%s\",\"name\":\"Globex\",\"createdAt\":\"2026-01-01T00:00:00Z\"}"
                .formatted(OrganizationId.parse(created.text("id"))));
    assertThat(created.header("Location"))
        .hasValue(TestServer.API + "/organizations/" + created.text("id"));
    assertThat(asAdmin("GET", "/organizations/" + created.text("id"), "").json())
        .isEqualTo(created.json());
  }

  @Test
  void a_name_that_is_taken_is_a_conflict() {
    Reply refused = server.asAdmin("/organizations", "{\"name\": \"Acme\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("type")).isEqualTo("urn:click-deploy:problem:conflict");
    assertThat(refused.detail()).contains("Acme");
  }

  @Test
  void organizations_are_listed_from_new_to_old_in_pages() {
    server.clock.advance(Duration.ofSeconds(1));
    Organization second = server.tenants.createOrganization(new Name("Globex"));
    server.clock.advance(Duration.ofSeconds(1));
    Organization third = server.tenants.createOrganization(new Name("Initech"));

    JsonNode page = asAdmin("GET", "/organizations?limit=2", "").json();
    assertThat(page.findValuesAsText("id"))
        .containsExactly(third.id().toString(), second.id().toString());
    JsonNode rest =
        asAdmin("GET", "/organizations?limit=2&before=" + page.path("next").asText(), "").json();
    assertThat(rest.findValuesAsText("id")).containsExactly(server.organization.toString());
    assertThat(rest.path("next").isNull()).isTrue();
  }

  @Test
  void an_organization_is_renamed_and_deleted_once_it_is_empty() {
    Reply renamed = asAdmin("PATCH", own, "{\"name\": \"ACME\"}");
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.text("name")).isEqualTo("ACME");
    assertThat(renamed.json()).isEqualTo(asAdmin("GET", own, "").json());

    server.tenants.createProject(Scope.of(server.organization), new Name("shop"));
    assertThat(asAdmin("DELETE", own, "").status()).isEqualTo(409);
    String empty = server.asAdmin("/organizations", "{\"name\": \"Empty\"}").text("id");
    Reply deleted = asAdmin("DELETE", "/organizations/" + empty, "");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(asAdmin("GET", "/organizations/" + empty, "").status()).isEqualTo(404);
  }

  @Test
  void an_absent_organization_is_not_found() {
    for (String method : new String[] {"GET", "DELETE"}) {
      Reply refused = asAdmin(method, "/organizations/" + ABSENT, "");
      assertThat(refused.status()).isEqualTo(404);
      assertThat(refused.detail()).isEqualTo("there is no organization " + ABSENT);
    }
    assertThat(asAdmin("PATCH", "/organizations/" + ABSENT, "{\"name\": \"x\"}").status())
        .isEqualTo(404);
  }

  @Test
  void whoever_belongs_to_an_organization_reads_it() {
    assertThat(server.get("/organization").json()).isEqualTo(asAdmin("GET", own, "").json());
  }
}
