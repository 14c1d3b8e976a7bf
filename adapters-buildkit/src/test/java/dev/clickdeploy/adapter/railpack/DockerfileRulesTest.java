package dev.clickdeploy.adapter.railpack;

import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of every Dockerfile that is generated, whoever planned it. */
class DockerfileRulesTest {
  private static final List<String> PROGRAMS = EveryKind.PROGRAMS;

  /** Where a file of dependencies is known, so that they are a layer of their own. */
  private static final List<String> LAYERED =
      List.of(
          "php", "golang", "rust", "ruby", "elixir", "python", "deno", "dotnet", "node", "gleam");

  private static final Set<String> AFTER_THE_FILES =
      Set.of("USER", "LABEL", "EXPOSE", "STOPSIGNAL", "CMD");

  static List<AppTree> apps() {
    return AppTree.examples();
  }

  @ParameterizedTest
  @MethodSource("apps")
  void an_image_runs_as_an_ordinary_user_with_a_stop_signal_and_in_exec_form(AppTree app) {
    BuildPlan plan = planned(app.tree(), app.settings());
    String text = dockerfile(plan);
    List<String> last = text.substring(text.lastIndexOf("FROM ")).lines().toList();

    assertThat(last)
        .contains("USER 1000:1000", "EXPOSE " + plan.port())
        .anyMatch(line -> line.matches("STOPSIGNAL SIG[A-Z]+"))
        .contains("LABEL org.opencontainers.image.base.name=" + plan.recipe().baseImages().run());
    assertThat(last.getLast()).matches("CMD \\[\".*\"]");
    assertThat(text).doesNotContain("ENTRYPOINT");
  }

  /** Anything that differs from build to build, or belongs to the image alone, comes last. */
  @ParameterizedTest
  @MethodSource("apps")
  void nothing_volatile_comes_before_a_command(AppTree app) {
    String text = dockerfile(planned(app.tree(), app.settings()));

    List<String> instructions =
        text.lines()
            .filter(line -> !line.isEmpty() && !line.startsWith("    "))
            .map(line -> line.split(" ")[0])
            .toList();
    int first = instructions.indexOf("USER");
    assertThat(instructions.subList(first, instructions.size())).isSubsetOf(AFTER_THE_FILES);
    assertThat(instructions).doesNotContain("ARG", "ADD");
    assertThat(text)
        .doesNotContain(InMemoryTree.COMMIT.sha().value())
        .isEqualTo(dockerfile(planned(app.tree(), app.settings())));
  }

  @ParameterizedTest
  @FieldSource("LAYERED")
  void dependencies_are_installed_before_the_sources_are_there(String provider) {
    String text = dockerfile(EveryKind.app(provider));

    String install = planned(EveryKind.app(provider)).recipe().install().getFirst();
    int sources = text.indexOf("\nCOPY . .\n");
    assertThat(text.indexOf(install)).isPositive();
    if (sources >= 0) {
      assertThat(text.indexOf(install)).isLessThan(sources);
    }
    assertThat(text.indexOf("COPY --chown=1000:1000 . /app"))
        .satisfiesAnyOf(
            at -> assertThat(at).isNegative(),
            at -> assertThat(at).isGreaterThan(text.indexOf(install)));
  }

  @ParameterizedTest
  @FieldSource("PROGRAMS")
  void secrets_are_mounted_for_the_steps_that_are_named(String provider) {
    InMemoryTree tree =
        EveryKind.app(provider)
            .with(
                "railpack.json",
                """
                {"steps":{"install":{"commands":["own-install"],"secrets":["FETCH_TOKEN"]},
                          "build":{"commands":["own-build"],"secrets":["SIGN_KEY"]}}}
                """);

    String text = dockerfile(tree);

    assertThat(text.lines().filter(line -> line.contains("FETCH_TOKEN")))
        .singleElement()
        .asString()
        .startsWith("RUN ")
        .contains("--mount=type=secret,id=FETCH_TOKEN ", "&& own-install");
    assertThat(text.lines().filter(line -> line.contains("SIGN_KEY")))
        .singleElement()
        .asString()
        .contains("--mount=type=secret,id=SIGN_KEY ", "&& own-build");
  }

  @Test
  void secrets_of_the_whole_file_are_those_of_steps_that_name_none() {
    InMemoryTree tree =
        EveryKind.app("node")
            .with(
                "railpack.json",
                """
                {"secrets":["A_TOKEN","B_TOKEN","no name"],
                 "steps":{"build":{"secrets":["*","C_TOKEN","GREETING"]}},
                 "deploy":{"variables":{"GREETING":"hi"}}}
                """);

    String text = dockerfile(tree);

    assertThat(text.lines().filter(line -> line.contains("npm ci")).toList().getFirst())
        .contains("id=A_TOKEN", "id=B_TOKEN")
        .doesNotContain("C_TOKEN", "no name");
    assertThat(text.lines().filter(line -> line.contains("npm run build")).toList().getFirst())
        .contains("id=A_TOKEN", "id=B_TOKEN", "id=C_TOKEN")
        .doesNotContain("GREETING");
    assertThat(
            dockerfile(
                    tree.with(
                        "railpack.json",
                        "{\"secrets\":[\"A\"],\"steps\":{\"install\":{\"secrets\":[]}}}"))
                .lines()
                .filter(line -> line.contains("npm ci")))
        .noneMatch(line -> line.contains("id=A"));
  }

  /** The build's scope is put before an id that is none of ours: without it caches are shared. */
  @ParameterizedTest
  @MethodSource("apps")
  void caches_have_no_ids_that_other_services_would_share(AppTree app) {
    assertThat(dockerfile(planned(app.tree(), app.settings())))
        .doesNotContainPattern("--mount=type=cache[^ ]*,id=");
  }

  @ParameterizedTest
  @MethodSource("apps")
  void every_image_that_a_mirror_can_have_comes_from_it(AppTree app) {
    PlanResult result =
        Railpack.planner("mirror.example:5000/hub/library")
            .plan(app.tree(), app.settings(), Map.of());

    String text = dockerfile(((PlanResult.Planned) result).plan());

    assertThat(text).doesNotContain("docker.io");
    assertThat(text.lines().filter(line -> line.startsWith("FROM ") && line.contains("/")))
        .allMatch(
            line ->
                line.startsWith("FROM mirror.example:5000/hub/")
                    || line.startsWith("FROM mcr.microsoft.com/")
                    || line.startsWith("FROM ghcr.io/"));
    assertThat(text.lines().filter(line -> line.contains("--from=") && line.contains(":5000")))
        .allMatch(line -> line.contains("--from=mirror.example:5000/hub/library/"));
  }
}
