package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.adapter.git.GitHost;
import dev.clickdeploy.bootstrap.e2e.Api.Answer;
import dev.clickdeploy.bootstrap.server.Server;
import dev.clickdeploy.bootstrap.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators and their tools see of a server on real parts, whatever clients send. */
class MonitoringIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path home;
  private static GitHost git;
  private static URI address;
  private static Platform platform;

  @BeforeAll
  static void start() {
    git = GitHost.start(home.resolve("git"));
    Map<String, String> variables =
        Platform.variables(home.resolve("data"), RealParts.freshDatabase());
    variables.put("CLICKDEPLOY_METRICS", "open");
    Server server = Server.start(Settings.of(variables));
    address = server.address();
    platform = Platform.on(server, address);
  }

  @AfterAll
  static void stop() throws Exception {
    platform.close();
    git.close();
  }

  private static String text(String path) throws Exception {
    return HTTP.send(HttpRequest.newBuilder(address.resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  void a_build_is_in_the_metrics_and_so_are_queue_pool_requests_and_jvm() throws Exception {
    git.commit("counted", Apps.STATIC, "Count");
    platform.succeeded(platform.deploy(platform.service(git.url("counted"), Map.of())));

    assertThat(text("/metrics"))
        .contains("clickdeploy_build_seconds_count{outcome=\"succeeded\"} ")
        .contains("clickdeploy_build_phase_seconds_count{outcome=\"succeeded\",phase=\"fetching\"}")
        .contains("clickdeploy_jobs_claimed_total{kind=\"build\"}")
        .contains("clickdeploy_job_wait_seconds_count{kind=\"build\"}")
        .contains("clickdeploy_database_connections{state=\"active\"}")
        .contains("route=\"/v1/click-deploy/deployments/{id}\",status=\"200\"")
        .contains("clickdeploy_http_streams 0.0")
        .contains("jvm_memory_used_bytes")
        .doesNotContain(platform.organization);
  }

  @Test
  void the_document_is_served() throws Exception {
    JsonNode document = Api.JSON.readTree(text("/openapi.json"));

    assertThat(document.path("openapi").asText()).isEqualTo("3.1.1");
    assertThat(document.path("paths").has("/v1/click-deploy/deployments/{id}")).isTrue();
  }

  @Test
  void what_the_database_cannot_keep_is_refused_before_it_gets_there() {
    JsonNode service = platform.service(git.url("odd"), Map.of());
    for (String odd : List.of("a\0b", "\u001b[2J", "\u202e", "x".repeat(500_000), "'; --")) {
      for (String field :
          List.of("name", "branch", "rootDirectory", "gitToken", "webhookSecret", "repository")) {
        ObjectNode body =
            Api.JSON.createObjectNode().put("name", "n").put("repository", git.url("odd"));
        notAFault("/projects/" + platform.project + "/services", body.put(field, odd));
      }
      for (String field : List.of("dockerfile", "target", "startCommand", "provider")) {
        ObjectNode body =
            Api.JSON.createObjectNode().put("name", "n").put("repository", git.url("odd"));
        body.putObject("build").put(field, odd).putObject("args").put(odd, odd);
        notAFault("/projects/" + platform.project + "/services", body);
      }
      notAFault(
          "/services/" + service.path("id").asText() + "/deploy",
          Api.JSON.createObjectNode().put("ref", odd));
      notAFault("/projects", Api.JSON.createObjectNode().put("name", odd));
    }
  }

  private static void notAFault(String path, ObjectNode body) {
    Answer answer = platform.api.postRaw(path, body.toString());

    assertThat(answer.status()).as("%s of %s", answer.body(), path).isBetween(200, 499);
  }
}
