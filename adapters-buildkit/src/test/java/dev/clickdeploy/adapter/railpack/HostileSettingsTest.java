package dev.clickdeploy.adapter.railpack;

import static dev.clickdeploy.adapter.railpack.Instructions.harmless;
import static dev.clickdeploy.adapter.railpack.Planning.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever files of settings hold, there is a plan, and no foreign instruction. */
@Timeout(60)
class HostileSettingsTest {
  @Test
  void files_of_version_managers_may_be_anything() {
    for (String text :
        List.of(
            "x = " + "[".repeat(400_000),
            "[tools]\nnode = '" + "9".repeat(500_000) + "'\n",
            "[tools]\nnode = \"22\\nRUN evil\"\n",
            "[tools.node]\nversion = {}\n",
            "tools = 1\n",
            "\u0000\u0001")) {
      assertThat(harmless(node("").with("mise.toml", text))).contains("node:22-slim");
    }
    String lines = "node 22\nRUN x\n".repeat(60_000);
    assertThat(harmless(node("").with(".tool-versions", lines))).contains("node:22-slim");
    assertThat(harmless(node("").with(".nvmrc", "\"; RUN evil\n"))).contains("node:22-slim");
  }

  @Test
  void settings_in_the_repository_cannot_add_an_instruction() {
    InMemoryTree tree =
        node("")
            .with(
                "railpack.json",
                """
                {"buildAptPackages":["a\\nRUN evil","-o=x","curl-","ok"],
                 "packages":{"x\\nRUN evil":"1\\nRUN evil"},
                 "deploy":{"variables":{"A B":"1","C":"x\\nRUN evil","D":"$(id) \\"q\\""},
                           "startCommand":"node\\nRUN evil"},
                 "steps":{"install":{"commands":["a\\nRUN evil",{"cmd":"<<EOF"},"--x"]}}}
                """);

    assertThat(harmless(tree))
        .contains("--no-install-recommends ok\n")
        .contains("D=\"\\$(id) \\\"q\\\"\"")
        .doesNotContainPattern("(?m)^RUN evil");
  }

  @Test
  void configurations_that_are_read_as_text_may_be_long_and_odd() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "package.json",
                "{\"scripts\":{\"build\":\"vite build\"},\"devDependencies\":{\"vite\":\"6\"}}",
                "vite.config.ts",
                ("outDir" + " ".repeat(50)).repeat(15_000),
                "index.html",
                ""));
    assertThat(harmless(tree)).contains("/app/dist/");
    assertThat(harmless(tree.with("vite.config.ts", "outDir: '../../etc'"))).contains("/app/dist/");
    assertThat(harmless(tree.with("vite.config.ts", "outDir: '--chown=x'"))).contains("/app/");
  }
}
