package dev.clickdeploy.adapter.railpack;

import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.node;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.port.out.fake.InMemoryTree;
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
    "~24.2, 24",
    ">=18, 22",
    ">=18 <21, 20",
    ">=23, 24",
    "18 || 20, 20",
    "20.x || 24.x, 24",
    "*, 22",
    "lts/*, 22",
    "lts/iron, 20",
    "latest, 24",
    "18.19.0, 18",
    ">=26, 26",
  })
  void engines_choose_the_major(String engines, int major) {
    BuildPlan plan = planned(node("\"engines\":{\"node\":\"" + engines + "\"},"));

    assertThat(plan.summary()).startsWith("Node.js " + major + ",");
    assertThat(evidence(plan))
        .contains("Node.js %d: engines.node in package.json says '%s'".formatted(major, engines));
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
    assertThat(evidence(planned(tree))).contains("Node.js 22: .tool-versions says '22.2.0'");
  }

  @Test
  void an_exact_wish_is_answered_with_the_newest_of_its_major_and_a_warning() {
    assertThat(planned(node("").with(".nvmrc", "22.2.0")).warnings())
        .contains(".nvmrc asks for exactly 22.2.0; the base image has the newest Node.js 22");
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
