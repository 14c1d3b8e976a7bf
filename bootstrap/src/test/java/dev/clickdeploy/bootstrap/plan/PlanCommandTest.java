package dev.clickdeploy.bootstrap.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.clickdeploy.adapter.railpack.Railpack;
import dev.clickdeploy.port.out.PortException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCommandTest {
  private static final String PACKAGE_JSON = "{\"scripts\":{\"start\":\"node server.js\"}}";

  @TempDir private Path directory;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void a_directory_is_planned_as_it_is() throws Exception {
    write("package.json", PACKAGE_JSON);
    write("node_modules/x/Dockerfile", "FROM scratch\n");

    assertThat(run(directory.toString())).isZero();
    assertThat(printed())
        .startsWith("Node.js 22, npm, started by `node server.js`\n")
        .contains("  start      node server.js\n")
        .containsPattern("package manager npm +the default\n")
        .contains("warning: there is no package-lock.json");
  }

  @Test
  void programs_get_one_json_document() throws Exception {
    write("apps/web/package.json", PACKAGE_JSON);

    assertThat(run("--json", directory.toString(), "--root", "apps/web")).isZero();

    JsonNode plan = new ObjectMapper().readTree(printed());
    assertThat(plan.path("provider").asText()).isEqualTo("node");
    assertThat(plan.path("runtime").path("source").asText()).isEqualTo("default");
    assertThat(plan.path("dockerfile").asText()).startsWith("FROM docker.io/library/node:22-slim");
  }

  @Test
  void without_an_app_the_status_is_three_and_the_answer_says_what_was_looked_for()
      throws Exception {
    write("apps/web/package.json", PACKAGE_JSON);

    assertThat(run(directory.toString(), "--json")).isEqualTo(3);
    JsonNode refused = new ObjectMapper().readTree(printed());
    assertThat(refused.get("provider").isNull()).isTrue();
    assertThat(refused.path("lookedFor").toString()).contains("package.json");
    assertThat(refused.path("message").asText()).contains("apps/web (package.json)");

    out.reset();
    assertThat(run(directory.toString())).isEqualTo(3);
    assertThat(printed()).startsWith("no app was found").contains("  → set the service's root");
  }

  @Test
  void a_commit_of_a_repository_is_planned_by_ref_and_by_url() throws Exception {
    write("package.json", PACKAGE_JSON);
    try (Git git = Git.init().setInitialBranch("main").setDirectory(directory.toFile()).call()) {
      git.add().addFilepattern(".").call();
      git.commit()
          .setMessage("Say hello")
          .setAuthor("Ada", "ada@example.com")
          .setCommitter("Ada", "ada@example.com")
          .setSign(false)
          .call();
    }
    write("package.json", "{}");

    assertThat(run(directory.toString(), "--ref", "main")).isZero();
    assertThat(run("file://" + directory)).isZero();
    assertThat(printed()).containsPattern("(?s)node server.js.*node server.js");
    assertThatThrownBy(() -> run(directory.toString(), "--ref", "nowhere"))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("nowhere");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--json",
        "a b",
        "--what",
        "x --ref",
        "x --root ../y",
        "x --ref a..b",
        "http://"
      })
  void wrong_use_is_refused(String arguments) {
    assertThatThrownBy(() -> run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("null");
  }

  @Test
  void links_are_not_followed() throws Exception {
    Path outside = Files.writeString(directory.resolve("outside"), PACKAGE_JSON);
    Path app = Files.createDirectory(directory.resolve("app"));
    Files.createSymbolicLink(app.resolve("package.json"), outside);
    Files.createSymbolicLink(app.resolve("loop"), app);
    Files.createSymbolicLink(app.resolve("to"), app.resolve("fro"));
    Files.createSymbolicLink(app.resolve("fro"), app.resolve("to"));

    assertThat(run(app.toString())).isEqualTo(3);
  }

  private int run(String... arguments) {
    return PlanCommand.run(
        PlanOptions.parse(List.of(arguments)),
        Railpack.planner("docker.io/library"),
        new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private void write(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
