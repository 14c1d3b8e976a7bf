package dev.clickdeploy.adapter.railpack.app;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static dev.clickdeploy.adapter.railpack.Planning.dockerfile;
import static dev.clickdeploy.adapter.railpack.Planning.planned;
import static dev.clickdeploy.adapter.railpack.Planning.variables;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.railpack.EveryKind;
import dev.clickdeploy.adapter.railpack.Planning;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Whatever is detected, people have the last word, and in every kind of app the same one. */
class OverridesTest {
  private static final List<String> PROGRAMS = EveryKind.PROGRAMS;

  @ParameterizedTest
  @FieldSource("PROGRAMS")
  void commands_of_the_service_take_the_place_of_detected_ones(String provider) {
    assertCommands(
        planned(EveryKind.app(provider), commands("own-install", "own-build", "own-start --x")),
        provider,
        "the service's settings");
  }

  @ParameterizedTest
  @FieldSource("PROGRAMS")
  void commands_in_railpacks_variables_do(String provider) {
    assertCommands(
        planned(
            EveryKind.app(provider),
            variables(
                Map.of(
                    "RAILPACK_INSTALL_CMD", "own-install",
                    "RAILPACK_BUILD_CMD", "own-build",
                    "RAILPACK_START_CMD", "own-start --x"))),
        provider,
        "RAILPACK_");
  }

  @ParameterizedTest
  @FieldSource("PROGRAMS")
  void commands_in_railpack_json_do(String provider) {
    InMemoryTree tree =
        EveryKind.app(provider)
            .with(
                "railpack.json",
                """
                {"steps":{"install":{"commands":["own-install"]},"build":{"commands":["own-build"]}},
                 "deploy":{"startCommand":"own-start --x"}}
                """);

    assertCommands(planned(tree), provider, "railpack.json");
  }

  @ParameterizedTest
  @FieldSource("PROGRAMS")
  void packages_and_variables_are_in_build_and_image(String provider) {
    BuildSettings settings =
        commands("own-install", "own-build", null)
            .with(
                new PlanOverrides(
                    null,
                    Map.of(),
                    List.of("buildtool"),
                    List.of("runtool"),
                    Map.of("GREETING", "well met")));

    String text = dockerfile(planned(EveryKind.app(provider), settings));

    String build = text.substring(0, text.lastIndexOf("\nFROM "));
    String image = text.substring(text.lastIndexOf("\nFROM "));
    assertThat(build).containsPattern("--no-install-recommends (?:[a-z0-9+. -]+ )?buildtool\\b");
    assertThat(provider.equals("php") ? build : image)
        .containsPattern("--no-install-recommends (?:[a-z0-9+. -]+ )?runtool\\b");
    assertThat(build).contains("GREETING=\"well met\"");
    assertThat(build.indexOf("GREETING=")).isLessThan(build.indexOf("own-install"));
    assertThat(image).contains("GREETING=\"well met\"").doesNotContain("buildtool");
  }

  @ParameterizedTest
  @CsvSource({
    "php, php, 8.2, php:8.2-apache",
    "golang, go, 1.26, golang:1.26",
    "golang, golang, 1.26, golang:1.26",
    "java, java, 17, eclipse-temurin:17-jre",
    "java, maven, 3.8, maven:3.8-",
    "rust, rust, 1.80, rust:1.80",
    "ruby, ruby, 3.2, ruby:3.2",
    "elixir, elixir, 1.16, elixir:1.16-otp-26",
    "python, python, 3.11, python:3.11-slim",
    "deno, deno, 1, deno:1",
    "dotnet, dotnet, 8.0, dotnet/sdk:8.0",
    "node, node, 24, node:24-slim",
    "node, nodejs, 24, node:24-slim",
    "gleam, gleam, 1.12.0, gleam:v1.12.0",
    "staticfile, caddy, 2.8, caddy:2.8",
  })
  void versions_are_taken_from_settings_variables_and_railpack_json(
      String provider, String tool, String version, String image) {
    InMemoryTree tree = EveryKind.app(provider);
    PlanOverrides own =
        new PlanOverrides(null, Map.of(tool, version), List.of(), List.of(), Map.of());

    assertThat(dockerfile(planned(tree, BuildSettings.DETECT.with(own)))).contains(image);
    String json = "{\"packages\":{\"%s\":\"%s\"}}".formatted(tool, version);
    assertThat(dockerfile(tree.with("railpack.json", json))).contains(image);
    if (!tool.equals("golang") && !tool.equals("nodejs")) {
      String name = "RAILPACK_%s_VERSION".formatted(tool.equals("java") ? "JDK" : tool);
      assertThat(dockerfile(planned(tree, variables(Map.of(name.toUpperCase(), version)))))
          .contains(image);
      assertThat(
              dockerfile(
                  planned(tree, variables(Map.of("RAILPACK_PACKAGES", tool + "@" + version)))))
          .contains(image);
    }
  }

  @ParameterizedTest
  @FieldSource("PROGRAMS")
  void tools_that_an_app_does_not_get_are_warned_about(String provider) {
    BuildPlan plan =
        planned(
            EveryKind.app(provider),
            variables(Map.of("RAILPACK_PACKAGES", "cobol@3", "RAILPACK_FORTH_VERSION", "1")));

    assertThat(plan.warnings())
        .anyMatch(w -> w.startsWith("cobol, forth: asked for") && w.contains(provider));
  }

  @Test
  void what_a_static_site_cannot_use_is_warned_about() {
    BuildSettings settings =
        commands("a", null, null)
            .with(
                new PlanOverrides(
                    null, Map.of(), List.of("make"), List.of("curl"), Map.of("A", "b")));

    BuildPlan plan = planned(EveryKind.app("staticfile"), settings);

    assertThat(dockerfile(plan)).contains("A=b").doesNotContain("make", "curl");
    assertThat(plan.warnings())
        .anyMatch(w -> w.startsWith("install, build and start commands"))
        .anyMatch(w -> w.startsWith("Debian packages for the build"))
        .anyMatch(w -> w.startsWith("Debian packages have no effect"));
  }

  @Test
  void what_a_dockerfile_cannot_use_is_warned_about() {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "Dockerfile", "FROM scratch\n", "railpack.json", "{\"packages\":{\"go\":\"1\"}}"));

    assertThat(planned(tree, variables(Map.of("RAILPACK_BUILD_CMD", "make"))).warnings())
        .anyMatch(w -> w.startsWith("install, build and start commands have no effect"))
        .anyMatch(w -> w.startsWith("versions, packages and variables"));
    assertThat(planned(tree.without("railpack.json")).warnings()).isEmpty();
  }

  private static void assertCommands(BuildPlan plan, String provider, String because) {
    assertThat(plan.provider()).isEqualTo(provider);
    assertThat(plan.recipe().install()).containsExactly("own-install");
    assertThat(plan.recipe().build()).containsExactly("own-build");
    assertThat(plan.recipe().start()).isEqualTo("own-start --x");
    assertThat(dockerfile(plan))
        .containsPattern("(?m)^RUN (?:--mount=\\S+ )*own-install$")
        .containsPattern("(?m)^RUN (?:--mount=\\S+ )*own-build$")
        .containsSubsequence("COPY . .", "own-install", "own-build")
        .endsWith("CMD [\"own-start\", \"--x\"]\n");
    for (String command : List.of("own-install", "own-build", "own-start --x")) {
      assertThat(Planning.evidence(plan)).containsPattern("`" + command + "`: .*" + because);
    }
  }
}
