package dev.clickdeploy.adapter.railpack.node;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.evidence;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartCommandTest {
  @Test
  void each_source_gives_way_to_a_stronger_one() {
    InMemoryTree tree = InMemoryTree.of(Map.of("package.json", "{}", "server.js", ""));
    assertThat(start(planned(tree))).isEqualTo("CMD [\"node\", \"server.js\"]");

    tree = tree.with("index.js", "");
    assertThat(start(planned(tree))).isEqualTo("CMD [\"node\", \"index.js\"]");

    tree = tree.with("package.json", "{\"main\":\"./lib/main\"}").with("lib/main.js", "");
    assertThat(start(planned(tree))).isEqualTo("CMD [\"node\", \"lib/main.js\"]");

    tree =
        tree.with("package.json", "{\"main\":\"lib/main\",\"scripts\":{\"start\":\"serve -l 1\"}}");
    assertThat(start(planned(tree))).isEqualTo("CMD [\"serve\", \"-l\", \"1\"]");

    tree = tree.with("Procfile", "# processes\nworker: node w.js\nweb: node web.js\n");
    assertThat(start(planned(tree))).isEqualTo("CMD [\"node\", \"web.js\"]");
    assertThat(evidence(planned(tree))).contains("start `node web.js`: Procfile");

    BuildPlan overridden = planned(tree, commands(null, null, "node mine.js"));
    assertThat(start(overridden)).isEqualTo("CMD [\"node\", \"mine.js\"]");
    assertThat(evidence(overridden)).contains("start `node mine.js`: the service's settings");
  }

  @Test
  void a_main_file_that_only_the_build_makes_is_trusted() {
    assertThat(start(planned(json("{\"main\":\"dist/app.js\",\"scripts\":{\"build\":\"tsc\"}}"))))
        .isEqualTo("CMD [\"node\", \"dist/app.js\"]");
    assertThat(refused(json("{\"main\":\"dist/app.js\"}")).message()).contains("main");
  }

  @Test
  void scripts_that_need_the_package_manager_run_through_it() {
    assertThat(start(planned(script("npm run serve")))).isEqualTo("CMD [\"npm\", \"start\"]");
    assertThat(start(planned(script("a && npx b")))).isEqualTo("CMD [\"npm\", \"start\"]");
    assertThat(
            start(
                planned(json("{\"scripts\":{\"prestart\":\"migrate\",\"start\":\"node s.js\"}}"))))
        .isEqualTo("CMD [\"npm\", \"start\"]");
  }

  @Test
  void commands_for_a_shell_get_one_that_gives_way_to_them_where_it_can() {
    assertThat(start(planned(script("node app.js --port $PORT"))))
        .isEqualTo("CMD [\"/bin/sh\", \"-c\", \"exec node app.js --port $PORT\"]");
    assertThat(start(planned(script("MODE=x node \\\"a b.js\\\""))))
        .isEqualTo("CMD [\"/bin/sh\", \"-c\", \"exec env MODE=x node \\\"a b.js\\\"\"]");
    assertThat(start(planned(script("migrate && node app.js"))))
        .isEqualTo("CMD [\"/bin/sh\", \"-c\", \"migrate && exec node app.js\"]");
    assertThat(start(planned(script("cd server"))))
        .isEqualTo("CMD [\"/bin/sh\", \"-c\", \"cd server\"]");
  }

  @Test
  void a_runner_among_the_packages_for_development_keeps_them_in_the_image() {
    BuildPlan plan =
        planned(
            json("""
            {"scripts":{"start":"tsx server.ts"},
             "dependencies":{"ms":"2"},"devDependencies":{"tsx":"4"}}
            """)
                .with("server.ts", "")
                .with("package-lock.json", ""));

    assertThat(dockerfile(plan)).contains("npm ci\n").doesNotContain("--omit=dev");
    assertThat(plan.warnings()).singleElement().asString().contains("tsx of devDependencies");
  }

  @Test
  void runners_are_found_behind_scripts_and_other_names() {
    assertThat(keptFor("nest start", "@nestjs/cli")).contains("@nestjs/cli of devDependencies");
    assertThat(keptFor("npm run a", "ts-node")).contains("ts-node of devDependencies");
    assertThat(keptFor("npm run unknown && node x", "ts-node")).isEmpty();
  }

  private static String keptFor(String start, String tool) {
    return String.join(
        "",
        planned(
                json("""
                {"scripts":{"start":"%s","a":"npm run b","b":"npm run a && ts-node x"},
                 "dependencies":{"ms":"2"},"devDependencies":{"%s":"1"}}
                """
                        .formatted(start, tool))
                    .with("package-lock.json", ""))
            .warnings());
  }

  @Test
  void a_file_that_nothing_makes_is_warned_about() {
    assertThat(planned(script("node ./dist/server.js")).warnings())
        .anyMatch(
            warning -> warning.contains("runs dist/server.js, which is not in the repository"));
    assertThat(planned(script("node s.js").with("s.js", "")).warnings())
        .noneMatch(warning -> warning.contains("not in the repository"));
    assertThat(
            planned(json("{\"scripts\":{\"build\":\"tsc\",\"start\":\"node dist/s.js\"}}"))
                .warnings())
        .noneMatch(warning -> warning.contains("not in the repository"));
    assertThat(planned(script("node --watch")).warnings())
        .noneMatch(warning -> warning.contains("not in the repository"));
  }

  @Test
  void bun_starts_what_it_installs() {
    assertThat(start(planned(json("{}").with("bun.lock", "").with("index.ts", ""))))
        .isEqualTo("CMD [\"bun\", \"index.ts\"]");
  }

  @Test
  void nothing_to_start_is_refused_with_what_was_looked_for_and_where_apps_are() {
    var refused =
        refused(
            json("{\"workspaces\":[\"apps/*\"]}")
                .with("apps/web/package.json", "{}")
                .with("Gemfile", ""));

    assertThat(refused.message())
        .contains("Procfile, scripts.start, main, server.js and index.js")
        .contains("Ruby (Gemfile)")
        .contains("apps/web (package.json)");
    assertThat(refused.hint()).contains("\"start\": \"node server.js\"").contains("root directory");
  }

  private static InMemoryTree json(String text) {
    return InMemoryTree.of(Map.of("package.json", text));
  }

  private static InMemoryTree script(String start) {
    return json("{\"scripts\":{\"start\":\"" + start + "\"}}");
  }

  private static String start(BuildPlan plan) {
    return dockerfile(plan).lines().reduce((first, last) -> last).orElseThrow();
  }
}
