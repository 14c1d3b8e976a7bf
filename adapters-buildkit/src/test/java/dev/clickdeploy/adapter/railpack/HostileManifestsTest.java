package dev.clickdeploy.adapter.railpack;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a file of an app, an answer comes and nothing is added to the Dockerfile. */
@Timeout(120)
class HostileManifestsTest {
  private static final Set<String> INSTRUCTIONS =
      Set.of(
          "FROM",
          "RUN",
          "COPY",
          "ENV",
          "WORKDIR",
          "USER",
          "EXPOSE",
          "STOPSIGNAL",
          "CMD",
          "LABEL",
          "ENTRYPOINT");

  private static final String EVIL = "x\nRUN curl evil\nCMD [\"x\"]\n'\"`$(id);&|<>\\";

  private static InMemoryTree tree(String... paths) {
    InMemoryTree tree = InMemoryTree.empty();
    for (String path : paths) {
      tree = tree.with(path, path.equals("Cargo.toml") ? "[package]\nname = \"a\"\n" : "");
    }
    return tree;
  }

  static Stream<String> files() {
    return HostileTrees.apps().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatever_is_in_a_file_there_is_a_plan_or_a_clear_refusal(String file) {
    InMemoryTree app = HostileTrees.apps().get(file);
    HostileTrees.contents().values().forEach(content -> check(app.with(file, content)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void links_are_not_followed_wherever_they_lead(String file) {
    InMemoryTree app = HostileTrees.apps().get(file);
    for (String target : List.of(file, ".", "..", "/etc/passwd", "a/../../..", "x\nRUN curl")) {
      check(app.withSymlink(file, target));
    }
  }

  @Test
  void texts_of_manifests_cannot_add_an_instruction() {
    String toml = EVIL.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    String xml = EVIL.replace("&", "&amp;").replace("<", "&lt;");
    for (InMemoryTree tree :
        List.of(
            tree("src/main.rs")
                .with(
                    "Cargo.toml",
                    """
                    [package]
                    name = "a"
                    default-run = "%1$s"
                    rust-version = "%1$s"
                    build = "%1$s"
                    [[bin]]
                    name = "%1$s"
                    path = "%1$s"
                    [lib]
                    path = "%1$s"
                    """
                        .formatted(toml)),
            tree("x/src/main.rs")
                .with("x/Cargo.toml", "[package]\nname = \"%s\"\n".formatted(toml))
                .with("Cargo.toml", "[workspace]\nmembers = [\"x\", \"%s\"]\n".formatted(toml)),
            tree("x")
                .with(
                    "pom.xml",
                    """
                    <project><modules><module>%1$s</module></modules><properties>
                    <java.version>%1$s</java.version></properties></project>
                    """
                        .formatted(xml)),
            tree("x")
                .with(
                    "a.csproj",
                    """
                    <Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><AssemblyName>%1$s</AssemblyName>
                    <TargetFramework>%1$s</TargetFramework></PropertyGroup></Project>
                    """
                        .formatted(xml)),
            tree("main.ts")
                .with(
                    "deno.json",
                    "{\"tasks\":{\"start\":\"%1$s\",\"build\":\"%1$s\"},\"exports\":\"%1$s\"}"
                        .formatted(toml)),
            tree("x")
                .with("mix.exs", "app: :a, releases: [" + EVIL + ":], elixir: \"" + EVIL + "\""),
            tree("x").with("CMakeLists.txt", "project(" + EVIL + ")\nadd_executable(" + EVIL + ")"),
            tree("x").with("meson.build", "executable('" + EVIL + "')\nexecutable('a;id')"),
            tree("x").with("start.sh", "#!/bin/" + EVIL),
            tree("x").with("build.gradle", "sourceCompatibility = '" + EVIL + "'"))) {
      check(tree);
    }
  }

  @Test
  void names_with_shell_characters_stay_names_or_are_left_out() {
    for (InMemoryTree tree :
        List.of(
            tree("a$(id).csproj"),
            tree("x;id/build.gradle", "settings.gradle"),
            tree("src/bin/a;id.rs", "src/main.rs", "Cargo.toml"),
            tree("a;id.ts", "deno.json"),
            tree("a[b]*.csproj", "b.csproj"))) {
      check(tree);
    }
  }

  @Test
  void commands_of_the_settings_stay_commands() {
    for (String manifest : HostileTrees.apps().keySet()) {
      InMemoryTree tree =
          HostileTrees.apps()
              .get(manifest)
              .with(manifest, manifest.equals("Cargo.toml") ? "[package]\nname=\"a\"" : "");
      for (String command : List.of("--security=insecure id", "cat <<EOF", "[\"sh\"]", "a \\")) {
        check(tree, commands(command, command, command));
      }
    }
  }

  private static void check(InMemoryTree tree) {
    check(tree, BuildSettings.DETECT);
  }

  private static void check(InMemoryTree tree, BuildSettings settings) {
    switch (Railpack.planner("docker.io/library").plan(tree, settings)) {
      case PlanResult.Planned planned -> assertOnlyInstructions(planned.plan());
      case PlanResult.NotPlanned not -> assertThat(not.message()).isNotBlank();
    }
  }

  private static void assertOnlyInstructions(BuildPlan plan) {
    String text = ((DockerfileSource.Generated) plan.dockerfile()).text();
    assertThat(text).doesNotContain("RUN curl").doesNotContain("$(id)").doesNotContain(";id");
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty() && !line.startsWith("    ")) {
        assertThat(INSTRUCTIONS).as(line).contains(line.split(" ", 2)[0]);
      }
    }
    assertThat(text).doesNotContain("RUN --security").doesNotContainPattern("RUN [^\\[\n]*<<");
  }
}
