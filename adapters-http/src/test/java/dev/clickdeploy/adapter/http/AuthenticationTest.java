package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every route × every kind of caller. */
class AuthenticationTest {
  private final TestServer server = TestServer.start();
  private final String service = server.createService().text("id");
  private final String project = server.services.commands.getFirst().project().toString();
  private final String deployment =
      server.post("/services/" + service + "/deploy", "{}").text("id");

  @AfterEach
  void stop() {
    server.close();
  }

  private static final List<String> OF_ORGANIZATIONS =
      List.of(
          "POST /projects",
          "GET /projects/{project}",
          "POST /projects/{project}/services",
          "GET /projects/{project}/services",
          "GET /services/{service}",
          "POST /services/{service}/deploy",
          "GET /services/{service}/deployments",
          "GET /deployments/{deployment}",
          "GET /deployments/{deployment}/logs",
          "POST /deployments/{deployment}/cancel",
          "POST /deployments/{deployment}/redeploy");
  private static final List<String> OF_THE_ADMINISTRATOR =
      List.of("POST /organizations", "POST /organizations/{organization}/tokens");

  static Stream<String> ofOrganizations() {
    return OF_ORGANIZATIONS.stream();
  }

  static Stream<String> ofTheAdministrator() {
    return OF_THE_ADMINISTRATOR.stream();
  }

  static Stream<String> all() {
    return Stream.concat(ofOrganizations(), ofTheAdministrator());
  }

  private Reply call(String route, String authorization) {
    String path =
        route
            .substring(route.indexOf(' ') + 1)
            .replace("{organization}", server.organization.toString())
            .replace("{project}", project)
            .replace("{service}", service)
            .replace("{deployment}", deployment);
    HttpRequest.Builder request = server.open(TestServer.API + path);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return TestServer.send(
        route.startsWith("GET")
            ? request.GET()
            : request
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(bodyOf(route))));
  }

  private static String bodyOf(String route) {
    if (route.contains("/deploy") || route.endsWith("/redeploy")) {
      return "{}";
    }
    String repository =
        route.endsWith("/services") ? ", \"repository\": \"https://h.test/a/b\"" : "";
    return "{\"name\": \"new\"" + repository + "}";
  }

  @ParameterizedTest
  @MethodSource("all")
  void nobody_is_asked_for_a_token(String route) {
    Reply refused = call(route, "");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).hasValue("Bearer realm=\"click-deploy\"");
    assertThat(refused.text("type")).isEqualTo("urn:click-deploy:problem:unauthenticated");
    assertThat(refused.detail()).contains("Authorization: Bearer");
  }

  @ParameterizedTest
  @MethodSource("all")
  void an_unknown_token_is_refused(String route) {
    Reply refused = call(route, "Bearer not-a-token");

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate").orElse("")).contains("error=\"invalid_token\"");
    assertThat(refused.body()).doesNotContain("not-a-token");
  }

  @ParameterizedTest
  @MethodSource("ofOrganizations")
  void an_organizations_token_opens_its_routes(String route) {
    assertThat(call(route, "Bearer " + server.token).status()).isBetween(200, 202);
  }

  @ParameterizedTest
  @MethodSource("ofOrganizations")
  void the_administrator_has_no_part_in_an_organization(String route) {
    Reply refused = call(route, "Bearer " + TestServer.ADMIN);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.detail()).contains("organization's token");
  }

  @ParameterizedTest
  @MethodSource("ofTheAdministrator")
  void an_organizations_token_is_no_administrators(String route) {
    Reply refused = call(route, "Bearer " + server.token);

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.detail()).contains("administrator's token");
  }

  @ParameterizedTest
  @MethodSource("ofTheAdministrator")
  void the_administrators_token_opens_his_routes(String route) {
    assertThat(call(route, "Bearer " + TestServer.ADMIN).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @MethodSource("ofOrganizations")
  void another_organization_finds_nothing_here(String route) {
    OrganizationId other = server.tenants.createOrganization(new Name("Other")).id();

    Reply reply = call(route, "Bearer " + server.token(other));

    if (route.equals("POST /projects")) {
      assertThat(server.tenants.project(Scope.of(other), idOf(reply)).organization())
          .isEqualTo(other);
    } else {
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.detail()).startsWith("there is no ");
    }
    assertThat(server.services.commands).hasSize(1);
    assertThat(server.deployments.commands).hasSize(1);
  }

  private static dev.clickdeploy.model.tenant.ProjectId idOf(Reply created) {
    return dev.clickdeploy.model.tenant.ProjectId.parse(created.text("id"));
  }

  @Test
  void without_an_administrators_token_nobody_is_the_administrator() {
    try (TestServer closed = TestServer.withoutAdmin()) {
      String organizations = TestServer.API + "/organizations";

      Reply member =
          TestServer.send(
              closed
                  .open(organizations)
                  .header("Authorization", "Bearer " + closed.token)
                  .POST(BodyPublishers.noBody()));
      Reply stranger =
          TestServer.send(
              closed
                  .open(organizations)
                  .header("Authorization", "Bearer " + TestServer.ADMIN)
                  .POST(BodyPublishers.noBody()));

      assertThat(member.status()).isEqualTo(403);
      assertThat(stranger.status()).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bearer %s", "BEARER %s", "Bearer   %s "})
  void the_scheme_is_read_as_rfc_9110_has_it(String form) {
    assertThat(call("GET /services/{service}", form.formatted(server.token)).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "Bearer\t", "token x", "x"})
  void another_scheme_or_an_empty_token_is_none(String authorization) {
    Reply refused = call("GET /services/{service}", authorization);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.header("WWW-Authenticate")).hasValue("Bearer realm=\"click-deploy\"");
  }

  @Test
  void an_unauthenticated_body_is_not_waited_for() throws Exception {
    try (RawClient client = new RawClient(server.server.address())) {
      client.say(
          "POST /v1/click-deploy/projects HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");

      assertThat(client.hear().status()).isEqualTo(401);
    }
  }
}
