package dev.clickdeploy.adapter.railpack.golang;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoTargetsTest {
  private static final String MAIN = "// Says hello.\npackage main\n\nfunc main() {}\n";
  private static final InMemoryTree MODULE =
      InMemoryTree.of(Map.of("go.mod", "module example.test/x\n\ngo 1.25\n"));

  @Test
  void the_root_comes_before_commands_unless_it_is_a_library() {
    InMemoryTree both = MODULE.with("main.go", MAIN).with("cmd/web/main.go", MAIN);

    assertThat(build(planned(both))).isEqualTo("go build -ldflags=\"-w -s\" -o out");
    assertThat(build(planned(both.with("main.go", "package x\n")))).endsWith("-o out ./cmd/web");
    assertThat(build(planned(both.with("main.go", "package mainly\n")))).endsWith("./cmd/web");
  }

  @Test
  void the_first_of_several_commands_is_built_with_a_warning_and_a_setting_names_another() {
    InMemoryTree tree = MODULE.with("cmd/worker/w.go", MAIN).with("cmd/api/main.go", MAIN);

    BuildPlan plan = planned(tree);

    assertThat(build(plan)).endsWith("./cmd/api");
    assertThat(plan.warnings())
        .singleElement()
        .asString()
        .contains("cmd/api, cmd/worker", "RAILPACK_GO_BIN");
    assertThat(build(planned(tree, option("RAILPACK_GO_BIN", "worker")))).endsWith("./cmd/worker");
  }

  @Test
  void tests_and_libraries_are_no_commands() {
    InMemoryTree tree =
        MODULE
            .with("main_test.go", MAIN)
            .with("cmd/a/lib.go", "package a\n")
            .with("cmd/b/main_test.go", MAIN)
            .with("cmd/c/c.go", MAIN);

    assertThat(build(planned(tree))).endsWith("./cmd/c");
  }

  @Test
  void a_program_in_another_directory_is_found_but_not_in_examples_or_vendor() {
    InMemoryTree tree =
        MODULE
            .with("examples/a/main.go", MAIN)
            .with("vendor/b/main.go", MAIN)
            .with("internal/testdata/main.go", MAIN)
            .with("server/main.go", MAIN);

    assertThat(build(planned(tree))).endsWith("./server");
  }

  @Test
  void a_module_of_a_workspace_is_the_first_or_the_one_that_is_named() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "go.work", "go 1.26\nuse ./api\nuse ./web\n",
                "api/go.mod", "module api\n",
                "api/main.go", MAIN,
                "web/go.mod", "module web\n",
                "web/main.go", MAIN));

    assertThat(build(planned(tree))).endsWith("./api");
    assertThat(planned(tree).recipe().packageManager()).isEqualTo("go work");
    assertThat(planned(tree).summary()).startsWith("Go 1.26,");
    assertThat(build(planned(tree, option("RAILPACK_GO_WORKSPACE_MODULE", "web"))))
        .endsWith("./web");
  }

  @Test
  void a_single_file_without_a_module_is_built_by_its_name() {
    assertThat(build(planned(InMemoryTree.of(Map.of("main.go", MAIN)))))
        .isEqualTo("go build -ldflags=\"-w -s\" -o out main.go");
  }

  @Test
  void settings_that_name_no_directory_are_refused() {
    for (String name : List.of("nothing", "../../etc", "a b", "$(id)", "x; id")) {
      assertThat(refused(MODULE.with("main.go", MAIN), option("RAILPACK_GO_BIN", name)).message())
          .contains("RAILPACK_GO_BIN");
    }
  }

  @Test
  void a_module_without_a_program_is_refused_unless_a_command_builds_it() {
    assertThat(refused(MODULE.with("x.go", "package x\n")).message()).contains("no package main");
    assertThat(refused(MODULE.with("x.go", "package x\n")).hint())
        .contains("RAILPACK_GO_WORKSPACE_MODULE");
    assertThat(build(planned(MODULE, commands(null, "make all", null)))).isEqualTo("make all");
  }

  @Test
  void names_for_a_shell_are_no_targets() {
    InMemoryTree tree =
        MODULE
            .with("cmd/$(touch x)/main.go", MAIN)
            .with("cmd/; id/main.go", MAIN)
            .with("cmd/good/main.go", MAIN);

    assertThat(build(planned(tree))).endsWith("./cmd/good");
    assertThat(dockerfile(planned(tree))).doesNotContain("touch").doesNotContain("id/");
  }

  private static BuildSettings option(String name, String value) {
    return BuildSettings.DETECT.with(
        new PlanOverrides(null, Map.of(), List.of(), List.of(), Map.of(name, value)));
  }

  private static String build(BuildPlan plan) {
    return plan.recipe().build().get(0);
  }
}
