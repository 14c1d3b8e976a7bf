package dev.clickdeploy.adapter.railpack.app;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.node;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static dev.clickdeploy.adapter.railpack.Planning.variables;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void the_services_settings_win_over_its_variables_and_those_over_the_file() {
    InMemoryTree tree =
        node("")
            .with(".nvmrc", "20")
            .with("railpack.json", "{\"packages\":{\"node\":\"18\"}}")
            .with("mise.toml", "[tools]\nnode = '16'\n");
    PlanOverrides own =
        new PlanOverrides(
            null,
            Map.of("node", "24"),
            List.of(),
            List.of(),
            Map.of("RAILPACK_NODE_VERSION", "22"));

    assertThat(planned(tree, BuildSettings.DETECT.with(own)).summary()).contains("Node.js 24");
    assertThat(planned(tree, variables(Map.of("RAILPACK_NODE_VERSION", "22"))).summary())
        .contains("Node.js 22");
    assertThat(planned(tree).summary()).contains("Node.js 18");
    assertThat(planned(tree.without("railpack.json")).summary()).contains("Node.js 16");
    assertThat(planned(tree.without("railpack.json").without("mise.toml")).summary())
        .contains("Node.js 20");
  }

  @Test
  void commands_packages_and_variables_of_railpack_json_reach_the_dockerfile() {
    InMemoryTree tree =
        node("")
            .with(
                "railpack.json",
                """
                { // ours
                  "buildAptPackages": ["make", "not a package"],
                  "steps": {"build": {"commands": ["...", {"cmd": "make assets"}]}},
                  "deploy": {"aptPackages": ["curl"], "startCommand": "node x.js",
                             "variables": {"A": "b c$d", "no name": "x"}},
                }
                """);

    assertThat(dockerfile(planned(tree)))
        .contains("--no-install-recommends make\n")
        .contains("--no-install-recommends curl\n")
        .contains("RUN make assets\n")
        .contains("A=\"b c\\$d\"")
        .doesNotContain("no name")
        .endsWith("CMD [\"node\", \"x.js\"]\n");
  }

  @Test
  void a_command_can_go_before_and_after_the_detected_one() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "package.json",
                "{\"scripts\":{\"build\":\"tsc\",\"start\":\"node x\"}}",
                "railpack.json",
                "{\"steps\":{\"build\":{\"commands\":[\"a\",\"...\",\"b\"]}}}"));

    assertThat(planned(tree).recipe().build()).containsExactly("a && npm run build && b");
  }

  @Test
  void what_means_nothing_here_is_warned_about() {
    BuildPlan plan =
        planned(
            node("")
                .with(
                    "railpack.json",
                    "{\"caches\":{},\"steps\":{\"x\":{},\"build\":{\"inputs\":[]}},\"deploy\":{\"base\":1}}"),
            variables(Map.of("RAILPACK_WHAT", "1", "RAILPACK_VERBOSE", "")));

    assertThat(plan.warnings())
        .contains(
            "RAILPACK_WHAT is no setting that is known here; it is ignored",
            "railpack.json: caches has no meaning here; it is ignored",
            "railpack.json: deploy.base has no meaning here; it is ignored",
            "railpack.json: steps.x has no meaning here; it is ignored",
            "railpack.json: steps.build.inputs has no meaning here; it is ignored");
  }

  @Test
  void a_provider_can_be_forced() {
    InMemoryTree tree = node("").with("index.html", "").with("Dockerfile", "FROM scratch\n");

    assertThat(planned(tree).provider()).isEqualTo("dockerfile");
    assertThat(planned(tree.with("railpack.json", "{\"provider\":\"Node\"}")).provider())
        .isEqualTo("node");
    assertThat(refused(tree.with("railpack.json", "{\"provider\":\"cobol\"}")).message())
        .contains("no provider 'cobol'");
    assertThat(
            refused(InMemoryTree.of(Map.of("railpack.json", "{\"provider\":\"node\"}"))).message())
        .contains("looked for package.json");
  }

  @Test
  void a_file_that_the_settings_name_has_to_be_there() {
    assertThat(refused(node(""), variables(Map.of("RAILPACK_CONFIG_FILE", "x.json"))).message())
        .contains("names x.json");
    assertThat(refused(node("").with("railpack.json", "{")).message())
        .contains("railpack.json is not valid JSON");
  }
}
