package dev.clickdeploy.adapter.railpack;

import static dev.clickdeploy.adapter.railpack.Instructions.assertOnlyInstructions;
import static dev.clickdeploy.adapter.railpack.Instructions.harmless;
import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.node;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is in a tree, there is a plan or a clear refusal, and no foreign instruction. */
@Timeout(60)
class HostileTreesTest {
  @Test
  void malformed_json_is_refused_with_line_and_column() {
    PlanResult.NotPlanned refused =
        refused(InMemoryTree.of(Map.of("package.json", "{\n  \"name\": \"x\",\n}\n")));

    assertThat(refused.message()).isEqualTo("package.json is not valid JSON at line 3, column 1");
    assertThat(refused.hint()).contains("trailing commas");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "\"text\"", "1"})
  void json_that_is_no_object_is_refused(String content) {
    assertThat(refused(InMemoryTree.of(Map.of("package.json", content))).message())
        .contains("no JSON object");
  }

  @Test
  void a_huge_or_deep_package_json_is_refused() {
    assertThat(refused(InMemoryTree.of(Map.of("package.json", " ".repeat(10_000_000)))).message())
        .contains("longer than 1 MB");
    assertThat(refused(InMemoryTree.of(Map.of("package.json", "[".repeat(500_000)))).message())
        .contains("not valid JSON");
  }

  @Test
  void members_of_another_type_count_as_absent() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "package.json",
                """
                {"scripts":[1],"main":{"x":1},"engines":"old","dependencies":"none",
                 "devDependencies":7,"packageManager":null,"volta":[]}
                """,
                "index.js",
                ""));

    assertThat(planned(tree).summary()).isEqualTo("Node.js 22, npm, started by `node index.js`");
  }

  @Test
  void byte_order_marks_and_windows_line_ends_are_read_over() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "package.json", "\uFEFF{\r\n\"main\":\"a.js\"}\r\n",
                "a.js", "",
                "Procfile", "web: node a.js --x\r\n"));

    assertThat(dockerfile(tree)).endsWith("CMD [\"node\", \"a.js\", \"--x\"]\n");
  }

  @ParameterizedTest
  @CsvSource({
    "--security=insecure id",
    "'[\"sh\", \"-c\", \"id\"]'",
    "cat <<EOF",
    "echo trailing \\",
    "'echo \"quoted\" ${x} `y`'",
  })
  void commands_never_become_options_arrays_heredocs_or_other_lines(String command) {
    String text = dockerfile(planned(node(""), commands(command, command, command)));

    assertOnlyInstructions(text);
    assertThat(text)
        .doesNotContain("RUN --security")
        .doesNotContain("RUN [\"sh\"")
        .doesNotContainPattern("RUN [^\\[\n]*<<")
        .doesNotContainPattern("(?m)^RUN (?!printf).*\\\\$");
  }

  @Test
  void texts_of_the_tree_cannot_add_an_instruction() {
    String evil = "x\\nRUN curl evil\\nCMD [\\\"x\\\"]";
    for (String json :
        List.of(
            "{\"scripts\":{\"start\":\"" + evil + "\"}}",
            "{\"main\":\"" + evil + "\",\"scripts\":{\"build\":\"" + evil + "\"}}",
            "{\"packageManager\":\"npm@"
                + evil
                + "\",\"engines\":{\"node\":\""
                + evil
                + "\"},"
                + "\"scripts\":{\"start\":\"node x\"}}",
            "{\"scripts\":{\"build\":\"vite build --outDir "
                + evil
                + "\"},"
                + "\"dependencies\":{\"vite\":\"1\"}}")) {
      assertOnlyInstructions(dockerfile(InMemoryTree.of(Map.of("package.json", json))));
      assertThat(dockerfile(InMemoryTree.of(Map.of("package.json", json))))
          .doesNotContainPattern("(?m)^RUN curl");
    }
  }

  @Test
  void long_chains_of_scripts_are_followed_to_their_end() {
    StringBuilder scripts = new StringBuilder("{\"scripts\":{\"start\":\"npm run s0\"");
    for (int i = 0; i < 20_000; i++) {
      scripts.append(",\"s%d\":\"npm run s%d\"".formatted(i, i + 1));
    }
    scripts.append(",\"s20000\":\"tsx a\"},\"devDependencies\":{\"tsx\":\"4\"}}");

    assertThat(planned(InMemoryTree.of(Map.of("package.json", scripts.toString()))).warnings())
        .anyMatch(warning -> warning.contains("tsx"));
  }

  @Test
  void a_dockerfile_of_blank_lines_is_searched_once() {
    assertThat(planned(InMemoryTree.of(Map.of("Dockerfile", "\n".repeat(1_000_000)))).port())
        .isNull();
  }

  @Test
  void links_and_submodules_are_not_read() {
    assertThat(refused(InMemoryTree.empty().withSymlink("package.json", "/etc/passwd")).message())
        .contains("no app was found");
    InMemoryTree cyclic =
        node("").withSymlink("to", "fro").withSymlink("fro", "to").withSymlink("up", "..");
    assertThat(harmless(cyclic)).contains("node:22-slim");
  }

  @Test
  void a_procfile_is_no_yaml_to_expand() {
    StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c <= 'z'; c++) {
      bomb.append("%1$c: &%1$c [*%2$c,*%2$c,*%2$c,*%2$c,*%2$c,*%2$c]\n".formatted(c, c - 1));
    }

    assertThat(harmless(node("").with("Procfile", bomb.toString()))).contains("CMD");
    assertThat(harmless(node("").with("Procfile", "web: a\n".repeat(140_000)))).contains("\"a\"");
  }

  @Test
  void workspaces_may_be_many_cyclic_nested_or_broken() {
    InMemoryTree tree =
        node("\"workspaces\":[\"p/*\",\"**/**/**/**/**/**/**/x\",\"../*\",\"%s\"],"
                .formatted("*".repeat(100)))
            .with("p/a/package.json", "{\"dependencies\":{\"b\":\"workspace:*\"}}")
            .with("p/b/package.json", "{\"dependencies\":{\"a\":\"workspace:*\"}}")
            .with("p/deep/package.json", "{\"a\":".repeat(100_000))
            .with("p/huge/package.json", " ".repeat(5_000_000))
            .with("p/none/package.json", new byte[] {(byte) 0xff, (byte) 0xfe, 0, '{'})
            .with("pnpm-workspace.yaml", "packages:\n" + "  - 'a*b*c*d*'\n".repeat(50_000));

    assertThat(harmless(tree)).contains("COPY p/a/package.json ./p/a/\n");
  }

  @Test
  void names_with_shell_characters_stay_names() {
    InMemoryTree tree =
        node("\"workspaces\":[\"p/*\"],")
            .with("p/a; rm -rf x/package.json", "{}")
            .with("p/--from=evil `id`/package.json", "{}")
            .with("p/'\"quoted/package.json", "{}");
    assertThat(harmless(tree))
        .contains("COPY [\"p/a; rm -rf x/package.json\", \"./p/a; rm -rf x/\"]\n")
        .contains("COPY [\"p/'\\\"quoted/package.json\", \"./p/'\\\"quoted/\"]\n");

    assertThat(harmless(tree.with("p/$(id)[a-z]*/package.json", "{}")))
        .contains("COPY . .\nRUN")
        .doesNotContain("$(id)");
  }

  @Test
  void many_files_and_deep_paths_are_walked_once() {
    InMemoryTree tree = InMemoryTree.of(manyFiles());

    assertThat(refused(tree).message()).contains("no app was found");
  }

  private static Map<String, String> manyFiles() {
    Map<String, String> files = new java.util.HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      files.put("d%d/%sf%d.txt".formatted(i % 50, "a/".repeat(i % 400), i), "");
    }
    return files;
  }
}
