package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TenantRoutesTest {
  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
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
  }

  @Test
  void a_name_that_is_taken_is_a_conflict() {
    Reply refused = server.asAdmin("/organizations", "{\"name\": \"Acme\"}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("type")).isEqualTo("urn:click-deploy:problem:conflict");
    assertThat(refused.detail()).contains("Acme");
  }

  @Test
  void an_issued_token_is_shown_once_and_opens_the_api() {
    Reply issued =
        server.asAdmin("/organizations/" + server.organization + "/tokens", "{\"name\": \"ci\"}");

    assertThat(issued.status()).isEqualTo(201);
    assertThat(issued.json().properties())
        .extracting(java.util.Map.Entry::getKey)
        .containsExactly("id", "name", "createdAt", "token");
    assertThat(issued.header("Cache-Control")).hasValue("no-store");
    assertThat(server.tenants.authenticate(issued.text("token"))).hasValue(server.organization);
  }

  @Test
  void a_token_of_an_absent_organization_is_not_found() {
    String absent = "01890000-0000-7000-8000-000000000000";

    Reply refused = server.asAdmin("/organizations/" + absent + "/tokens", "{\"name\": \"ci\"}");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.detail()).isEqualTo("there is no organization " + absent);
  }

  @Test
  void a_created_project_is_where_its_location_says() {
    Reply created = server.post("/projects", "{\"name\": \"shop\"}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.header("Location"))
        .hasValue(TestServer.API + "/projects/" + created.text("id"));
    Reply read = server.get("/projects/" + created.text("id"));
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json()).isEqualTo(created.json());
    assertThat(read.text("name")).isEqualTo("shop");
  }

  @Test
  void a_foreign_project_looks_exactly_like_an_absent_one() {
    OrganizationId other = server.tenants.createOrganization(new Name("Other")).id();
    String foreign = server.tenants.createProject(other, new Name("theirs")).id().toString();
    String absent = "01890000-0000-7000-8000-000000000000";

    Reply toForeign = server.get("/projects/" + foreign);
    Reply toAbsent = server.get("/projects/" + absent);

    assertThat(toForeign.status()).isEqualTo(404);
    assertThat(toForeign.detail()).isEqualTo("there is no project " + foreign);
    assertThat(toForeign.detail().replace(foreign, absent)).isEqualTo(toAbsent.detail());
    assertThat(toForeign.text("type")).isEqualTo(toAbsent.text("type"));
  }

  @Test
  void a_name_is_required_and_checked() {
    assertThat(server.post("/projects", "{}").detail()).isEqualTo("the field 'name' is missing");
    assertThat(server.post("/projects", "{\"name\": null}").detail())
        .isEqualTo("the field 'name' is missing");
    assertThat(server.post("/projects", "{\"name\": \" \"}").detail())
        .isEqualTo("the field 'name' is not accepted: name must not be blank");
    Reply tooLong = server.post("/projects", "{\"name\": \"" + "x".repeat(101) + "\"}");
    assertThat(tooLong.status()).isEqualTo(422);
    assertThat(tooLong.detail()).contains("101").contains("100");
  }
}
