package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.clickdeploy.adapter.git.GitHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running server tells git hosts, and what it finds there without being told. */
class GitHostsIT {
  private static final String TOKEN = "token-of-the-repository";
  private static final String LINKS = "https://deploy.test/v1/click-deploy/deployments/";
  private static final Map<String, String> NO_APP = Map.of("notes.bin", "nothing to build");

  @TempDir static Path home;
  private static GitHost git;
  private static HttpServer statuses;
  private static Platform platform;
  private static final List<Told> TOLD = new CopyOnWriteArrayList<>();

  private record Told(String path, String authorization, JsonNode body) {}

  @BeforeAll
  static void start() throws Exception {
    git = GitHost.start(home.resolve("git"));
    statuses = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    statuses.createContext("/", GitHostsIT::take);
    statuses.start();
    Map<String, String> variables =
        new HashMap<>(Platform.variables(home.resolve("data"), RealParts.freshDatabase()));
    int port = statuses.getAddress().getPort();
    variables.put(
        "CLICKDEPLOY_GIT_APIS", "127.0.0.1=gitea:http://127.0.0.1:%d/api/v1".formatted(port));
    variables.put("CLICKDEPLOY_PUBLIC_URL", "https://deploy.test/");
    variables.put("CLICKDEPLOY_SWEEP_INTERVAL", "1s");
    platform = Platform.start(variables);
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
    statuses.stop(0);
    git.close();
  }

  private static void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes());
      TOLD.add(
          new Told(
              exchange.getRequestURI().getPath(),
              exchange.getRequestHeaders().getFirst("Authorization"),
              body));
      exchange.sendResponseHeaders(201, -1);
    }
  }

  private static List<Told> told(String sha) {
    return TOLD.stream().filter(each -> each.path().endsWith("/statuses/" + sha)).toList();
  }

  private static void push(JsonNode service, String repository, String sha) {
    Map<String, ?> push =
        Map.of(
            "ref",
            "refs/heads/main",
            "before",
            "0".repeat(40),
            "after",
            sha,
            "repository",
            Map.of("clone_url", git.url(repository)));
    assertThat(platform.api.push(push, service.path("webhookSecret").asText()).status())
        .isEqualTo(202);
  }

  @Test
  void the_host_of_a_commit_hears_what_became_of_it() {
    String sha = git.commitPrivate("told", NO_APP, "Nothing", TOKEN);
    JsonNode service =
        platform.service(git.url("told"), Map.of("name", "quiet", "gitToken", TOKEN));

    String deployment = platform.deploy(service);

    assertThat(platform.ended(deployment).path("status").asText()).isEqualTo("failed");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                told(sha).stream()
                    .anyMatch(t -> t.body().path("state").asText().equals("failure")));
    Told last = told(sha).getLast();
    assertThat(last.path()).isEqualTo("/api/v1/repos/told/statuses/" + sha);
    assertThat(last.authorization()).isEqualTo("token " + TOKEN);
    assertThat(last.body().path("context").asText()).isEqualTo("click-deploy/quiet");
    assertThat(last.body().path("target_url").asText()).isEqualTo(LINKS + deployment);
    assertThat(last.body().path("state").asText()).isEqualTo("failure");
  }

  @Test
  void a_push_whose_webhook_never_came_is_deployed_once() {
    String first = git.commit("swept", NO_APP, "First");
    JsonNode service = platform.service(git.url("swept"), Map.of());
    push(service, "swept", first);

    String second = git.commit("swept", Map.of("notes.bin", "more"), "Second");

    String path = "/services/" + service.path("id").asText() + "/deployments";
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> platform.api.get(path).body().path("deployments").size() == 2);
    JsonNode swept = platform.api.get(path).body().at("/deployments/0");
    assertThat(swept.path("trigger").asText()).isEqualTo("sweep");
    assertThat(swept.path("commit").path("sha").asText()).isEqualTo(second);
    assertThat(swept.path("commit").path("message").asText()).startsWith("Second");
    push(service, "swept", second);
    assertThat(platform.api.get(path).body().path("deployments")).hasSize(2);
  }
}
