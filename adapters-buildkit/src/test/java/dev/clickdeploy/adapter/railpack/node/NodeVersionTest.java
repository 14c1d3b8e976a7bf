package dev.clickdeploy.adapter.railpack.node;

import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.node;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeVersionTest {
  @ParameterizedTest
  @CsvSource({
    "22, 22",
    "22.x, 22",
    "24, 24",
    "^20.1.0, 20",
    "~24.2, 24.2",
    ">=22 <22.5, 22.4",
    "22.2.0, 22.2.0",
    ">=18, 22",
    ">=18 <21, 20",
    ">=23, 24",
    "18 || 20, 20",
    "20.x || 24.x, 24",
    "*, 22",
    "lts/*, 24",
    "lts/iron, 20",
    "latest, 26",
    "18.19.0, 18.19.0",
    ">=26, 26",
  })
  void engines_choose_the_version(String engines, String version) {
    BuildPlan plan = planned(node("\"engines\":{\"node\":\"" + engines + "\"},"));

    assertThat(plan.summary()).startsWith("Node.js " + version + ",");
    assertThat(evidence(plan))
        .contains("Node.js %s: engines.node in package.json says '%s'".formatted(version, engines));
  }

  @Test
  void version_files_come_before_ranges_in_one_order() {
    InMemoryTree tree =
        node(
            """
            "engines":{"node":"20"},"volta":{"node":"18.0.0"},
            "devEngines":{"runtime":{"name":"node","version":"16"}},\
            """);

    assertThat(planned(node("\"engines\":{\"node\":\"20\"},")).summary()).contains("Node.js 20");
    assertThat(planned(tree).summary()).contains("Node.js 18");
    tree = tree.with(".node-version", "20.1.0\n");
    assertThat(planned(tree).summary()).contains("Node.js 20");
    tree = tree.with(".nvmrc", "# what we run\n\nv24.1.0\r\n");
    assertThat(planned(tree).summary()).contains("Node.js 24");
    tree = tree.with(".tool-versions", "ruby 3.4.1\nnodejs 22.2.0\n");
    assertThat(planned(tree).summary()).contains("Node.js 22");
    assertThat(evidence(planned(tree))).contains("Node.js 22.2.0: .tool-versions says '22.2.0'");
  }

  @Test
  void a_version_chosen_before_is_chosen_again_where_it_is_allowed() {
    assertThat(again("", "24")).startsWith("Node.js 24,");
    assertThat(again("\"engines\":{\"node\":\">=20\"},", "24")).startsWith("Node.js 24,");
    assertThat(again("\"engines\":{\"node\":\">=20 <24\"},", "24")).startsWith("Node.js 22,");
    assertThat(again("\"engines\":{\"node\":\"20\"},", "24")).startsWith("Node.js 20,");
    assertThat(again("", "no version")).startsWith("Node.js 22,");
  }

  private static String again(String members, String before) {
    return planned(node(members), Map.of("node", before)).summary();
  }

  @Test
  void an_old_major_is_kept_and_warned_about() {
    assertThat(planned(node("\"engines\":{\"node\":\"^18\"},")).warnings())
        .anySatisfy(warning -> assertThat(warning).startsWith("Node.js 18 is outside"));
  }

  @Test
  void what_is_no_version_is_ignored_with_a_warning() {
    BuildPlan plan = planned(node("").with(".nvmrc", "whatever\n"));

    assertThat(plan.summary()).startsWith("Node.js 22,");
    assertThat(plan.warnings())
        .anySatisfy(warning -> assertThat(warning).contains(".nvmrc says 'whatever'"));
  }

  @Test
  void a_range_that_nothing_satisfies_is_refused() {
    assertThat(refused(node("\"engines\":{\"node\":\">20 <19\"},")).message())
        .contains("'>20 <19'")
        .contains("engines.node in package.json");
  }
}
