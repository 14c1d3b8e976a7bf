package dev.clickdeploy.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.git.GitHost;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that are changed and deleted, and their own accounts, on real parts. */
class ServiceChangesIT {
  @TempDir static Path home;
  private static GitHost git;

  @BeforeAll
  static void start() {
    git = GitHost.start(home.resolve("git"));
  }

  @AfterAll
  static void stop() {
    git.close();
  }

  @Test
  void a_service_is_pushed_to_a_registry_with_password_by_its_own_account() throws Exception {
    git.commit("account", Apps.STATIC, "Account");
    Map<String, String> variables =
        new HashMap<>(Platform.variables(home.resolve("account"), RealParts.freshDatabase()));
    variables.put("REGISTRY_URL", "http://" + RealParts.get("auth.registry"));
    variables.put("CLICKDEPLOY_ATTEMPTS", "1");
    try (Platform platform = Platform.start(variables)) {
      JsonNode service = platform.service(git.url("account"), Map.of());
      String path = "/services/" + service.path("id").asText() + "/registry-credential";
      String password = RealParts.get("auth.password");
      assertThat(platform.ended(platform.deploy(service)).path("status").asText())
          .isEqualTo("failed");

      Map<String, String> account =
          Map.of("username", RealParts.get("auth.username"), "password", password);
      assertThat(platform.api.put(path, account).status()).isEqualTo(204);
      String id = platform.deploy(service);

      JsonNode ended = platform.succeeded(id);
      assertThat(ended.path("image").path("reference").asText())
          .startsWith(RealParts.get("auth.registry") + "/");
      assertThat(platform.log(id) + ended).doesNotContain(password);
      assertThat(platform.api.get(path).body().toString())
          .contains("\"set\":true")
          .doesNotContain(password);
      assertThat(platform.api.put(path, Map.of()).status()).isEqualTo(204);
      assertThat(platform.ended(platform.deploy(service)).path("status").asText())
          .isEqualTo("failed");
    }
  }

  @Test
  void a_changed_service_is_deployed_as_it_is_now_and_a_deleted_one_leaves_its_image()
      throws Exception {
    git.commit("before", Apps.STATIC, "Before");
    git.commit("after", Map.of("site/index.html", "<h1>after</h1>"), "After");
    try (Platform platform = Platform.start(home.resolve("changes"))) {
      JsonNode service = platform.service(git.url("before"), Map.of());
      String path = "/services/" + service.path("id").asText();

      JsonNode changed =
          platform
              .api
              .send("PATCH", path, Map.of("repository", git.url("after"), "rootDirectory", "site"))
              .body();
      assertThat(changed.path("name")).isEqualTo(service.path("name"));
      String id = platform.deploy(service);
      String image = platform.succeeded(id).path("image").path("reference").asText();
      assertThat(RegistryProbe.layers(image)).contains("<h1>after</h1>");
      assertThat(
              platform
                  .api
                  .get("/services?repository=" + git.url("after").replaceFirst("\\.git$", ""))
                  .body()
                  .path("services"))
          .hasSize(1);

      assertThat(platform.api.send("DELETE", path, Map.of()).status()).isEqualTo(204);

      for (String gone : new String[] {path, path + "/deployments", "/deployments/" + id}) {
        assertThat(platform.api.get(gone).status()).as(gone).isEqualTo(404);
      }
      assertThat(platform.api.get("/services").body().path("services")).isEmpty();
      assertThat(RegistryProbe.digest(image)).startsWith("sha256:");
    }
  }
}
