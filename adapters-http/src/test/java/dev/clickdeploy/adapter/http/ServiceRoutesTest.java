package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.Materials;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Services.CreateService;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceRoutesTest {
  private static final String KEY =
      "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk=\n-----END OPENSSH PRIVATE KEY-----\n";

  private final TestServer server = TestServer.start();
  private final String project = server.post("/projects", "{\"name\": \"shop\"}").text("id");

  @AfterEach
  void stop() {
    server.close();
  }

  private Reply create(String json) {
    return server.post("/projects/" + project + "/services", json);
  }

  @Test
  void a_service_needs_a_name_and_a_repository_only() {
    Reply created = create("{\"name\": \"web\", \"repository\": \"https://github.com/acme/web\"}");

    assertThat(created.status()).isEqualTo(201);
    String id = created.text("id");
    assertThat(created.header("Location")).hasValue(TestServer.API + "/services/" + id);
    assertThat(created.body())
        .isEqualTo(
            ("{'id':'%s','project':'%s','name':'web',"
                 + "'repository':'https://github.com/acme/web','branch':'main',"
                 + "'rootDirectory':'','build':{'dockerfile':null,'target':null,'args':{},"
                 + "'installCommand':null,'buildCommand':null,'startCommand':null,"
                 + "'provider':null,'versions':{},'buildPackages':[],'runtimePackages':[],"
                 + "'environment':{}},"
                 + "'pushes':{'tags':false,'watchPaths':[],'supersede':'queued','commitStatus':true},"
                 + "'image':null,'provenance':null,'createdAt':'2026-01-01T00:00:00Z',"
                 + "'webhookSecret':'a-random-webhook-secret'}")
                .replace('\'', '"')
                .formatted(id, project));
  }

  @Test
  void everything_that_is_given_reaches_the_command() {
    Reply created =
        create(
            """
            {"name": "web", "repository": "https://github.com/acme/web.git", "branch": "release",
             "rootDirectory": "./apps/web/", "gitToken": "ghp_token",
             "webhookSecret": "0123456789abcdef",
             "build": {"dockerfile": "Dockerfile.prod", "target": "final",
                       "args": {"A": "1", "B": ""}, "installCommand": "npm ci",
                       "buildCommand": "npm run build", "startCommand": "node ."}}
            """);

    assertThat(created.status()).isEqualTo(201);
    CreateService command = server.services.commands.getFirst();
    assertThat(command.scope()).isEqualTo(Scope.of(server.organization));
    assertThat(command.project().toString()).isEqualTo(project);
    assertThat(command.branch().value()).isEqualTo("release");
    assertThat(command.root().path()).isEqualTo("apps/web");
    assertThat(command.credential()).isEqualTo(new Credential.Token(Secret.of("ghp_token")));
    assertThat(command.webhookSecret()).isEqualTo(Secret.of("0123456789abcdef"));
    assertThat(command.settings())
        .isEqualTo(
            new BuildSettings(
                "Dockerfile.prod",
                "final",
                Map.of("A", "1", "B", ""),
                "npm ci",
                "npm run build",
                "node ."));
  }

  @Test
  void a_service_may_keep_the_states_of_its_commits_to_itself() {
    Reply created =
        create(
            "{\"name\": \"web\", \"repository\": \"https://github.com/acme/web\","
                + " \"pushes\": {\"commitStatus\": false}}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(server.services.commands.getFirst().pushes().commitStatus()).isFalse();
    assertThat(created.body()).contains("\"commitStatus\":false");
  }

  @Test
  void a_repository_over_ssh_has_a_deploy_key_that_is_never_shown() {
    Reply created =
        create(
            "{\"name\": \"web\", \"repository\": \"git@git.test:acme/web.git\", \"deployKey\": \"%s\","
                    .formatted(KEY.replace("\n", "\\n"))
                + " \"knownHosts\": \"git.test ssh-ed25519 AAAA\"}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(server.services.commands.getFirst().credential())
        .isEqualTo(Credential.DeployKey.parse(KEY, "git.test ssh-ed25519 AAAA"));
    Reply read = server.get("/services/" + created.text("id"));
    assertThat(created.body() + read.body()).doesNotContain("b3BlbnNzaC1rZXk");
  }

  @Test
  void a_credential_is_replaced_and_removed_without_being_shown() {
    ServiceId id = ServiceId.parse(server.createService().text("id"));

    assertThat(put(id, "{\"gitToken\": \"ghp_new\"}").status()).isEqualTo(204);
    assertThat(server.services.credentials.get(id))
        .contains(new Credential.Token(Secret.of("ghp_new")));
    Reply key = put(id, "{\"deployKey\": \"%s\"}".formatted(KEY.replace("\n", "\\n")));
    assertThat(key.body()).isEmpty();
    assertThat(server.services.credentials.get(id)).contains(Credential.DeployKey.parse(KEY, ""));
    assertThat(put(id, "{}").status()).isEqualTo(204);
    assertThat(server.services.credentials.get(id)).isEmpty();
    assertThat(put(id, "{\"token\": \"x\"}").status()).isEqualTo(422);
  }

  @Test
  void two_credentials_are_one_too_many() {
    ServiceId id = ServiceId.parse(server.createService().text("id"));

    Reply refused =
        put(
            id,
            "{\"gitToken\": \"ghp_new\", \"deployKey\": \"%s\"}"
                .formatted(KEY.replace("\n", "\\n")));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.detail()).contains("one credential").doesNotContain("ghp_new");
    assertThat(server.services.credentials).isEmpty();
  }

  private Reply put(ServiceId service, String json) {
    return TestServer.send(
        server
            .request("/services/" + service + "/credential")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  @Test
  void a_service_is_read_without_its_secrets() {
    Reply created =
        create(
            "{\"name\": \"web\", \"repository\": \"https://github.com/acme/web\","
                + " \"gitToken\": \"ghp_never_shown\"}");

    Reply read = server.get("/services/" + created.text("id"));

    assertThat(read.status()).isEqualTo(200);
    assertThat(read.json().has("webhookSecret")).isFalse();
    assertThat(created.body() + read.body()).doesNotContain("ghp_never_shown");
    assertThat(read.text("name")).isEqualTo("web");
  }

  @Test
  void a_service_shows_the_image_of_its_last_deployment() {
    ServiceId id = ServiceId.parse(server.createService().text("id"));
    ImageDigest digest = ImageDigest.of(new byte[] {1});
    ImageDigest plan = ImageDigest.of(new byte[] {2});
    ImageDigest inputs = ImageDigest.of(new byte[] {3});
    server.services.deployed(
        id,
        new PushedImage(ImageReference.parse("registry.test/acme-shop/web:1"), digest),
        new Materials("a".repeat(40), plan, inputs));

    JsonNode service = server.get("/services/" + id).json();
    JsonNode image = service.path("image");

    assertThat(image.path("reference").asText()).isEqualTo("registry.test/acme-shop/web:1");
    assertThat(image.path("digest").asText()).isEqualTo(digest.value());
    assertThat(image.path("pinned").asText())
        .isEqualTo("registry.test/acme-shop/web:1@" + digest.value());
    assertThat(service.path("provenance").toString())
        .isEqualTo(
            "{\"tree\":\"%s\",\"plan\":\"%s\",\"inputs\":\"%s\"}"
                .formatted("a".repeat(40), plan, inputs));
  }

  @Test
  void a_projects_services_are_listed() {
    create("{\"name\": \"web\", \"repository\": \"https://github.com/acme/web\"}");
    create("{\"name\": \"api\", \"repository\": \"https://github.com/acme/api\"}");

    Reply listed = server.get("/projects/" + project + "/services");

    assertThat(listed.status()).isEqualTo(200);
    assertThat(listed.json().path("services"))
        .extracting(service -> service.path("name").asText())
        .containsExactly("web", "api");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"repository": "https://h.test/a/b"}                   | the field 'name' is missing
          {"name": "x"}                                          | the field 'repository' is missing
          {"name": 7, "repository": "https://h.test/a/b"}        | the field 'name' must be a string
          {"name": "x", "repository": "nonsense"}                | the field 'repository' is not accepted: 'nonsense' is not
          {"name": "x", "repo": "y"}                             | the field 'repo' is not known here; known are branch, build, deployKey, gitToken, knownHosts, name, pushes, repository, rootDirectory, webhookSecret
          {"name": "x", "repository": "https://h.test/a/b", "branch": "a..b"}         | the field 'branch' is not accepted: 'a..b'
          {"name": "x", "repository": "https://h.test/a/b", "rootDirectory": "../up"} | the field 'rootDirectory' is not accepted: the root directory '../up' leaves the tree
          {"name": "x", "repository": "https://h.test/a/b", "gitToken": ""}           | the field 'gitToken' is not accepted
          {"name": "x", "repository": "https://h.test/a/b", "gitToken": "a\\nb"}      | the field 'gitToken' is not accepted: the token must not contain control characters
          {"name": "x", "repository": "git@h.test:a/b", "deployKey": "ssh-rsa AAAA"}  | the field 'deployKey' is not accepted: a deploy key is a private key as ssh-keygen writes it
          {"name": "x", "repository": "git@h.test:a/b", "knownHosts": "h.test x y"}   | the field 'knownHosts' goes with 'deployKey'
          {"name": "x", "repository": "https://h.test/a/b", "webhookSecret": "short"} | the field 'webhookSecret' is not accepted: a webhook secret has at least 16 characters
          {"name": "x", "repository": "https://h.test/a/b", "build": []}              | the field 'build' must be an object
          {"name": "x", "repository": "https://h.test/a/b", "build": {"cmd": "x"}}    | the field 'build.cmd' is not known here
          {"name": "x", "repository": "https://h.test/a/b", "build": {"target": 1}}   | the field 'build.target' must be a string
          {"name": "x", "repository": "https://h.test/a/b", "build": {"args": "x"}}   | the field 'build.args' must be an object of strings
          {"name": "x", "repository": "https://h.test/a/b", "build": {"args": {"A": 1}}}   | the field 'build.args.A' must be a string
          {"name": "x", "repository": "https://h.test/a/b", "build": {"args": {"1A": ""}}} | the field 'build' is not accepted: '1A' is not a build argument name
          """)
  void a_wrong_field_is_named_with_what_is_wrong(String json, String detail) {
    Reply refused = create(json);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text("type")).isEqualTo("urn:click-deploy:problem:invalid");
    assertThat(refused.detail()).startsWith(detail);
    assertThat(server.services.commands).isEmpty();
  }

  @Test
  void a_refused_secret_is_not_repeated() {
    Reply refused =
        create(
            "{\"name\": \"x\", \"repository\": \"https://user:s3cret@h.test/a/b\","
                + " \"gitToken\": \"s3cret\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("credentials").doesNotContain("s3cret");
  }

  @Test
  void a_project_of_nobody_takes_no_service() {
    Reply refused =
        server.post(
            "/projects/01890000-0000-7000-8000-000000000000/services",
            "{\"name\": \"x\", \"repository\": \"https://h.test/a/b\"}");

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.detail()).contains("01890000-0000-7000-8000-000000000000");
  }

  @Test
  void what_a_plan_is_fixed_to_is_taken_and_told() {
    String project = server.post("/projects", "{\"name\": \"fixed\"}").text("id");
    String build =
        """
        {"provider":"node","versions":{"node":"22 || 24"},"buildPackages":["make"],\
        "runtimePackages":["curl"],"environment":{"RAILPACK_NO_SPA":"1"}}\
        """;
    String service =
        """
        {"name":"web","repository":"https://github.com/acme/web","build":%s}\
        """;

    Reply created = server.post("/projects/" + project + "/services", service.formatted(build));

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().path("build").toString()).endsWith(build.substring(1));
    assertThat(server.services.commands.getLast().settings().overrides().versions())
        .containsEntry("node", "22 || 24");
    for (String wrong :
        new String[] {
          "{\"versions\":{\"Node\":\"1\"}}",
          "{\"buildPackages\":[\"a b\"]}",
          "{\"runtimePackages\":[1]}",
          "{\"environment\":{\"A\":\"x\\ny\"}}"
        }) {
      Reply refused = server.post("/projects/" + project + "/services", service.formatted(wrong));
      assertThat(refused.status()).as(wrong).isEqualTo(422);
      assertThat(refused.detail()).contains("build");
    }
  }
}
