package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSpec;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Services.CredentialChange;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceChangeRoutesTest {
  private final TestServer server = TestServer.start();
  private final String project = server.post("/projects", "{\"name\": \"shop\"}").text("id");
  private final String id = create("web", "https://github.com/acme/web");
  private final String path = "/services/" + id;

  @AfterEach
  void stop() {
    server.close();
  }

  private String create(String name, String repository) {
    return server
        .post(
            "/projects/" + project + "/services",
            """
            {"name": "%s", "repository": "%s", "gitToken": "ghp_x", "rootDirectory": "apps",
             "build": {"args": {"A": "1", "B": "2"}, "startCommand": "node ."},
             "pushes": {"tags": true}}
            """
                .formatted(name, repository))
        .text("id");
  }

  private Reply patch(String json) {
    return server.send("PATCH", path, json);
  }

  private ServiceSpec spec() {
    return server.services.get(Scope.of(server.organization), ServiceId.parse(id)).spec();
  }

  @Test
  void what_is_named_is_changed_and_the_rest_stays() {
    ServiceSpec before = spec();

    Reply changed =
        patch("{\"name\": \"site\", \"build\": {\"args\": {\"B\": null, \"C\": \"3\"}}}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json()).isEqualTo(server.get(path).json());
    assertThat(spec().name()).isEqualTo(new Name("site"));
    assertThat(spec().settings().buildArgs()).isEqualTo(Map.of("A", "1", "C", "3"));
    assertThat(spec().settings().startCommand()).isEqualTo("node .");
    assertThat(spec().pushes()).isEqualTo(before.pushes());
    assertThat(spec().root()).isEqualTo(before.root());
    assertThat(server.services.changes.getLast().credential())
        .isEqualTo(new CredentialChange.Keep());
  }

  @Test
  void null_takes_away_what_need_not_be_there() {
    assertThat(
            patch(
                    "{\"rootDirectory\": null, \"build\": {\"startCommand\": null}, \"pushes\":"
                        + " null}")
                .status())
        .isEqualTo(200);

    assertThat(spec().root().path()).isEmpty();
    assertThat(spec().settings().startCommand()).isNull();
    assertThat(spec().pushes().tags()).isFalse();
    assertThat(patch("{\"name\": null}").detail()).startsWith("the field 'name' is missing");
  }

  @Test
  void an_empty_patch_changes_nothing() {
    ServiceSpec before = spec();
    assertThat(patch("{}").status()).isEqualTo(200);
    assertThat(spec()).isEqualTo(before);
  }

  @Test
  void a_patch_may_have_its_own_media_type() {
    Reply changed =
        TestServer.send(
            server
                .request(path)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString("{\"branch\": \"release\"}")));

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("branch")).isEqualTo("release");
    Reply refused =
        TestServer.send(
            server
                .request(path)
                .header("Content-Type", "text/plain")
                .method("PATCH", BodyPublishers.ofString("{}")));
    assertThat(refused.status()).isEqualTo(415);
  }

  @Test
  void a_credential_is_replaced_or_removed_with_the_repository_and_not_shown() {
    Reply moved =
        patch("{\"repository\": \"https://git.test/acme/web\", \"gitToken\": \"ghp_s3cret\"}");

    assertThat(moved.status()).isEqualTo(200);
    assertThat(moved.body()).doesNotContain("ghp_s3cret");
    assertThat(server.services.changes.getLast().credential())
        .isEqualTo(new CredentialChange.Replace(new Credential.Token(Secret.of("ghp_s3cret"))));
    for (String none : new String[] {"{\"gitToken\": null}", "{\"deployKey\": null}"}) {
      patch(none);
      assertThat(server.services.changes.getLast().credential())
          .isEqualTo(new CredentialChange.Replace(null));
    }
    patch("{\"knownHosts\": null}");
    assertThat(server.services.changes.getLast().credential())
        .isEqualTo(new CredentialChange.Keep());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"nmae": "x"}                      | the field 'nmae' is not known here
          {"nmae": null}                     | the field 'nmae' is not known here
          {"webhookSecret": "0123456789abcdef"} | the field 'webhookSecret' is not known here
          {"id": "x"}                        | the field 'id' is not known here
          {"image": null}                    | the field 'image' is not known here
          {"build": {"cmd": null}}           | the field 'build.cmd' is not known here
          {"build": "x"}                     | the field 'build' must be an object
          {"build": {"args": {"1A": "x"}}}   | the field 'build' is not accepted: '1A' is not
          {"pushes": {"tag": true}}          | the field 'pushes.tag' is not known here
          {"name": 7}                        | the field 'name' must be a string
          {"branch": "a..b"}                 | the field 'branch' is not accepted: 'a..b'
          {"repository": "nonsense"}         | the field 'repository' is not accepted
          {"gitToken": ""}                   | the field 'gitToken' is not accepted
          {"knownHosts": "x"}                | the field 'knownHosts' goes with 'deployKey'
          []                                 | the body must be a JSON object
          """)
  void a_wrong_change_is_refused_with_the_fields_name(String json, String detail) {
    ServiceSpec before = spec();

    Reply refused = patch(json);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).startsWith(detail);
    assertThat(spec()).isEqualTo(before);
  }

  @Test
  void a_service_is_deleted_unless_it_is_being_deployed() {
    server.services.busy.add(ServiceId.parse(id));
    Reply busy = server.send("DELETE", path, "");
    assertThat(busy.status()).isEqualTo(409);
    assertThat(busy.detail()).contains("cancel");
    server.services.busy.clear();

    assertThat(server.send("DELETE", path, "").status()).isEqualTo(204);
    assertThat(server.get(path).status()).isEqualTo(404);
    assertThat(server.send("DELETE", path, "").status()).isEqualTo(404);
  }

  @Test
  void a_webhook_secret_is_replaced_and_shown_once() {
    Reply random = server.send("PUT", path + "/webhook-secret", "{}");
    assertThat(random.status()).isEqualTo(200);
    assertThat(random.text("webhookSecret")).isEqualTo("a-random-webhook-secret");
    assertThat(
            server
                .send("PUT", path + "/webhook-secret", "{\"webhookSecret\": \"0123456789abcdef\"}")
                .text("webhookSecret"))
        .isEqualTo("0123456789abcdef");
    for (String wrong : new String[] {"{\"webhookSecret\": \"short\"}", "{\"secret\": \"x\"}"}) {
      assertThat(server.send("PUT", path + "/webhook-secret", wrong).status()).isEqualTo(422);
    }
    assertThat(server.get(path).body()).doesNotContain("a-random-webhook-secret");
  }

  @Test
  void services_are_found_by_repository_and_listed_page_by_page() {
    String api = create("api", "git@github.com:Acme/Web.git");
    create("other", "https://github.com/acme/other");

    Reply found = server.get("/services?repository=" + encoded("ssh://git@github.com/acme/web/"));
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.json().path("services"))
        .extracting(service -> service.path("id").asText())
        .containsExactly(id, api);
    assertThat(found.json().path("next").isNull()).isTrue();

    String repository = "repository=" + encoded("https://github.com/acme/web");
    Reply one = server.get("/services?limit=1&" + repository);
    assertThat(one.header("Link").orElseThrow())
        .as("the next page is of the same list")
        .endsWith("&%s>; rel=\"next\"".formatted(repository));

    Reply first = server.get("/services?limit=2");
    assertThat(first.json().path("services")).hasSize(2);
    Reply second = server.get("/services?limit=2&after=" + first.text("next"));
    assertThat(second.json().path("services"))
        .extracting(service -> service.path("name").asText())
        .containsExactly("other");
    for (String wrong : List.of("limit=0", "limit=101", "after=x", "repository=nonsense")) {
      Reply refused = server.get("/services?" + wrong);
      assertThat(refused.status()).as(wrong).isEqualTo(422);
      assertThat(refused.detail()).contains(wrong.substring(0, wrong.indexOf('=')));
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void another_organizations_service_does_not_exist() {
    String foreign = server.token(server.tenants.createOrganization(new Name("Other")).id());

    for (String[] request :
        new String[][] {
          {"PATCH", path, "{}"},
          {"DELETE", path, ""},
          {"PUT", path + "/webhook-secret", "{}"}
        }) {
      Reply refused = server.sendAs(foreign, request[0], request[1], request[2]);
      assertThat(refused.status()).as(request[0]).isEqualTo(404);
    }
    assertThat(server.sendAs(foreign, "GET", "/services", "").json().path("services")).isEmpty();
    assertThat(server.get(path).status()).isEqualTo(200);
  }
}
