package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.bootstrap.e2e.Api.Answer;
import dev.clickdeploy.bootstrap.server.Server;
import dev.clickdeploy.bootstrap.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** An organization with a project on a running server, and the verbs that the tests need. */
final class Platform implements AutoCloseable {
  static final String ADMIN_TOKEN = "admin-token-of-the-tests";
  private static final Set<String> TERMINAL =
      Set.of("succeeded", "failed", "cancelled", "superseded");

  private final AutoCloseable server;
  final String organization;
  final Api api;
  final String project;

  private Platform(AutoCloseable server, String organization, Api api, String project) {
    this.server = server;
    this.organization = organization;
    this.api = api;
    this.project = project;
  }

  /** Variables for a server on the real parts, with quick retries. */
  static Map<String, String> variables(Path home, String databaseUrl) {
    Map<String, String> variables = new HashMap<>();
    variables.put("DATABASE_URL", databaseUrl);
    variables.put("BUILDKIT_ADDRESS", RealParts.get("buildkit.address"));
    variables.put("REGISTRY_URL", "http://" + RealParts.get("registry"));
    variables.put("CLICKDEPLOY_HTTP_ADDRESS", "127.0.0.1:0");
    variables.put("CLICKDEPLOY_DATA_DIR", home.toString());
    variables.put("CLICKDEPLOY_ADMIN_TOKEN", ADMIN_TOKEN);
    variables.put("CLICKDEPLOY_SECRET_KEY", "A".repeat(43) + "=");
    variables.put("CLICKDEPLOY_ALLOW_LOCAL_REPOSITORIES", "true");
    variables.put("CLICKDEPLOY_RETRY_DELAY", "0.1s");
    variables.put("CLICKDEPLOY_LEASE", "3s");
    return variables;
  }

  static Platform start(Path home) {
    return start(variables(home, RealParts.freshDatabase()));
  }

  static Platform start(Map<String, String> variables) {
    Server server = Server.start(Settings.of(variables));
    return on(server, server.address());
  }

  /** A new organization on a server that runs already. */
  static Platform on(AutoCloseable server, URI address) {
    Api admin = new Api(address, ADMIN_TOKEN);
    String organization = "org-" + UUID.randomUUID();
    String id = admin.post("/organizations", Map.of("name", organization)).text("id");
    String tokens = "/organizations/" + id + "/tokens";
    Api api = admin.with(admin.post(tokens, Map.of("name", "e2e")).text("token"));
    String project = api.post("/projects", Map.of("name", "e2e")).text("id");
    return new Platform(server, organization, api, project);
  }

  /** The same organization, asked at another server of the same database. */
  Platform at(URI address) {
    return new Platform(() -> {}, organization, api.at(address), project);
  }

  /** Creates a service; the answer holds its id and webhook secret. */
  JsonNode service(String repository, Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.putIfAbsent("name", "app-" + UUID.randomUUID());
    body.put("repository", repository);
    body.putIfAbsent("branch", "main");
    Answer answer = api.post("/projects/" + project + "/services", body);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
    return answer.body();
  }

  /** Triggers by API and answers the deployment's id. */
  String deploy(JsonNode service) {
    Answer answer = api.post("/services/" + service.path("id").asText() + "/deploy", Map.of());
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
    return answer.text("id");
  }

  JsonNode ended(String deployment) {
    return await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> deployment(deployment), d -> TERMINAL.contains(d.path("status").asText()));
  }

  JsonNode succeeded(String deployment) {
    JsonNode ended = ended(deployment);
    assertThat(ended.path("status").asText())
        .as("%s\n%s", ended.path("failure"), log(deployment))
        .isEqualTo("succeeded");
    return ended;
  }

  JsonNode deployment(String id) {
    return api.get("/deployments/" + id).body();
  }

  String log(String deployment) {
    StringBuilder text = new StringBuilder();
    for (JsonNode line :
        api.get("/deployments/" + deployment + "/logs?limit=1000").body().path("lines")) {
      text.append(line.path("text").asText()).append('\n');
    }
    return text.toString();
  }

  /** The image repositories of this organization in the open registry. */
  List<String> pushedRepositories() {
    return RegistryProbe.repositories(RealParts.get("registry"), organization + "-e2e/");
  }

  void awaitLog(String deployment, String text) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> log(deployment).contains(text));
  }

  @Override
  public void close() throws Exception {
    server.close();
  }
}
