package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.model.tenant.Scope;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProjectRoutesTest {
  private static final String ABSENT = "01890000-0000-7000-8000-000000000000";
  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  private String project(String name) {
    server.clock.advance(Duration.ofSeconds(1));
    return server.post("/projects", "{\"name\": \"" + name + "\"}").text("id");
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
  void projects_are_listed_from_new_to_old_in_pages() {
    String first = project("a");
    String second = project("b");
    String third = project("c");

    JsonNode page = server.get("/projects?limit=2").json();
    assertThat(page.findValuesAsText("id")).containsExactly(third, second);
    String next = page.path("next").asText();
    assertThat(server.get("/projects?limit=2&before=" + second).json())
        .isEqualTo(server.get("/projects?limit=2&cursor=" + next).json());
    JsonNode rest = server.get("/projects?limit=2&cursor=" + next).json();
    assertThat(rest.findValuesAsText("id")).containsExactly(first);
    assertThat(rest.path("next").isNull()).isTrue();
  }

  @Test
  void a_token_of_one_project_sees_no_other() {
    String mine = project("mine");
    String other = project("other");
    String token = server.token(server.organization, Role.VIEWER, ProjectId.parse(mine));

    Reply list =
        TestServer.send(
            server.open(TestServer.API + "/projects").header("Authorization", "Bearer " + token));
    assertThat(list.json().findValuesAsText("id")).containsExactly(mine);
    Reply refused =
        TestServer.send(
            server
                .open(TestServer.API + "/projects/" + other)
                .header("Authorization", "Bearer " + token));
    assertThat(refused.status()).isEqualTo(404);
  }

  @Test
  void a_project_is_renamed_and_deleted() {
    String id = project("shop");

    Reply renamed = server.patch("/projects/" + id, "{\"name\": \"store\"}");
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.json()).isEqualTo(server.get("/projects/" + id).json());
    assertThat(renamed.text("name")).isEqualTo("store");
    assertThat(server.delete("/projects/" + id).status()).isEqualTo(204);
    assertThat(server.get("/projects/" + id).status()).isEqualTo(404);
    assertThat(server.delete("/projects/" + id).status()).isEqualTo(404);
  }

  @Test
  void a_change_of_nothing_or_of_something_else_is_refused() {
    String id = project("shop");

    assertThat(server.patch("/projects/" + id, "{}").detail())
        .isEqualTo("the field 'name' is missing");
    assertThat(server.patch("/projects/" + id, "{\"organization\": \"x\"}").status())
        .isEqualTo(422);
  }

  @Test
  void a_foreign_project_looks_exactly_like_an_absent_one() {
    OrganizationId other = server.tenants.createOrganization(new Name("Other")).id();
    String foreign =
        server.tenants.createProject(Scope.of(other), new Name("theirs")).id().toString();

    Reply toForeign = server.get("/projects/" + foreign);
    Reply toAbsent = server.get("/projects/" + ABSENT);

    assertThat(toForeign.status()).isEqualTo(404);
    assertThat(toForeign.detail()).isEqualTo("there is no project " + foreign);
    assertThat(toForeign.detail().replace(foreign, ABSENT)).isEqualTo(toAbsent.detail());
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
