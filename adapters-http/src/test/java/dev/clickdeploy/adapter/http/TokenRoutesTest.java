package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Tokens.Grant;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRoutesTest {
  private static final String ABSENT = "01890000-0000-7000-8000-000000000000";
  private final TestServer server = TestServer.start();
  private final String ofAcme = "/organizations/" + server.organization + "/tokens";

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply with(String token, String path) {
    return TestServer.send(
        server.open(TestServer.API + path).header("Authorization", "Bearer " + token));
  }

  @Test
  void an_issued_token_is_shown_once_and_opens_the_api() {
    Reply issued = server.asAdmin(ofAcme, "{\"name\": \"ci\"}");

    assertThat(issued.status()).isEqualTo(201);
    assertThat(issued.json().properties())
        .extracting(Map.Entry::getKey)
        .containsExactly(
            "id", "name", "role", "project", "createdAt", "expiresAt", "lastUsedOn", "token");
    assertThat(issued.text("role")).isEqualTo("owner");
    assertThat(issued.header("Cache-Control")).hasValue("no-store");
    assertThat(with(issued.text("token"), "/organization").status()).isEqualTo(200);
    assertThat(server.get("/tokens").body())
        .contains(issued.text("id"))
        .doesNotContain(issued.text("token"));
  }

  @Test
  void a_token_of_an_absent_organization_is_not_found() {
    Reply refused = server.asAdmin("/organizations/" + ABSENT + "/tokens", "{\"name\": \"ci\"}");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.detail()).isEqualTo("there is no organization " + ABSENT);
  }

  @Test
  void an_owner_issues_tokens_as_he_says() {
    ProjectId project =
        server.tenants.createProject(Scope.of(server.organization), new Name("shop")).id();
    Reply issued =
        server.post(
            "/tokens",
            """
            {"name": "ci", "role": "deployer", "project": "%s",
             "expiresAt": "2026-06-01T12:00:00.5+02:00"}
            """
                .formatted(project));

    assertThat(issued.status()).isEqualTo(201);
    assertThat(server.tokens.grants)
        .last()
        .isEqualTo(
            new Grant(
                new Name("ci"), Role.DEPLOYER, project, Instant.parse("2026-06-01T10:00:00Z")));
    assertThat(issued.text("role")).isEqualTo("deployer");
    assertThat(issued.text("project")).isEqualTo(project.toString());
    assertThat(issued.text("expiresAt")).isEqualTo("2026-06-01T10:00:00Z");
    assertThat(issued.json().path("lastUsedOn").isNull()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\": \"ci\"}",
        "{\"name\": \"ci\", \"role\": \"Owner\"}",
        "{\"name\": \"ci\", \"role\": \"admin\"}",
        "{\"role\": \"owner\"}",
        "{\"name\": \"ci\", \"role\": \"owner\", \"project\": \"shop\"}",
        "{\"name\": \"ci\", \"role\": \"owner\", \"expiresAt\": \"tomorrow\"}",
        "{\"name\": \"ci\", \"role\": \"owner\", \"expiresAt\": \"+10000-01-01T00:00:00Z\"}",
        "{\"name\": \"ci\", \"role\": \"owner\", \"organization\": \"x\"}"
      })
  void what_cannot_be_granted_is_refused(String json) {
    assertThat(server.post("/tokens", json).status()).isEqualTo(422);
    assertThat(server.tokens.grants).hasSize(1);
  }

  @Test
  void tokens_are_listed_from_new_to_old_in_pages_and_revoked() {
    server.clock.advance(Duration.ofSeconds(1));
    String second = server.token(server.organization);
    server.clock.advance(Duration.ofSeconds(1));
    server.token(server.organization, Role.VIEWER, null);

    JsonNode page = server.get("/tokens?limit=2").json();
    assertThat(page.findValuesAsText("role")).containsExactly("viewer", "owner");
    JsonNode rest = server.get("/tokens?before=" + page.path("next").asText()).json();
    assertThat(rest.path("tokens")).hasSize(1);

    String id = page.findValuesAsText("id").getLast();
    assertThat(server.delete("/tokens/" + id).status()).isEqualTo(204);
    assertThat(with(second, "/organization").status()).isEqualTo(401);
    assertThat(server.delete("/tokens/" + id).status()).isEqualTo(404);
  }

  @Test
  void the_administrator_lists_and_revokes_tokens_of_any_organization() {
    OrganizationId other = server.tenants.createOrganization(new Name("Other")).id();
    server.token(other);
    Reply list = with(TestServer.ADMIN, "/organizations/" + other + "/tokens");
    String id = list.json().path("tokens").path(0).path("id").asText();
    assertThat(list.json().path("tokens")).hasSize(1);

    assertThat(revoke(ofAcme + "/" + id)).isEqualTo(404);
    assertThat(revoke("/organizations/" + other + "/tokens/" + id)).isEqualTo(204);
    assertThat(revoke("/organizations/" + other + "/tokens/" + id)).isEqualTo(404);
    assertThat(revoke("/organizations/" + other + "/tokens/none")).isEqualTo(404);
  }

  private int revoke(String path) {
    return TestServer.send(
            server
                .open(TestServer.API + path)
                .header("Authorization", "Bearer " + TestServer.ADMIN)
                .DELETE())
        .status();
  }

  @Test
  void an_expired_token_is_refused_as_an_unknown_one_is() {
    Grant grant =
        new Grant(
            new Name("ci"), Role.OWNER, null, server.clock.instant().plus(Duration.ofHours(1)));
    String text = server.tokens.issue(server.organization, grant).text().reveal();
    assertThat(with(text, "/organization").status()).isEqualTo(200);

    server.clock.advance(Duration.ofHours(1));
    Reply refused = with(text, "/organization");
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
    assertThat(refused.detail()).contains("expired");
  }

  @ParameterizedTest
  @CsvSource({
    "VIEWER, GET, /projects, 200",
    "VIEWER, POST, /projects, 403",
    "DEPLOYER, GET, /projects, 200",
    "DEPLOYER, POST, /projects, 403",
    "DEPLOYER, GET, /tokens, 403",
    "OWNER, GET, /tokens, 200"
  })
  void a_role_opens_what_it_may(Role role, String method, String path, int status) {
    String token = server.token(server.organization, role, null);
    Reply reply =
        TestServer.send(
            server
                .open(TestServer.API + path)
                .header("Authorization", "Bearer " + token)
                .method(method, BodyPublishers.noBody()));

    assertThat(reply.status()).isEqualTo(status);
    if (status == 403) {
      assertThat(reply.detail())
          .isEqualTo(
              "this needs a token of role owner, and this token's is " + GrantFields.word(role));
    }
  }
}
