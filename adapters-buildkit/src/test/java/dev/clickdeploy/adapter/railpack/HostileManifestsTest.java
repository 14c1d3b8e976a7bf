package dev.clickdeploy.adapter.railpack;

import static dev.clickdeploy.adapter.railpack.Planning.commands;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Manifests of compiled languages: whatever is in them, an answer comes soon and adds nothing. */
class HostileManifestsTest {
  private static final Set<String> INSTRUCTIONS =
      Set.of("FROM", "RUN", "COPY", "ENV", "WORKDIR", "USER", "EXPOSE", "STOPSIGNAL", "CMD");

  /** Apps by the manifest in which something is put at {@code @}. */
  private static final Map<String, InMemoryTree> APPS =
      Map.ofEntries(
          Map.entry("pom.xml", tree("src/main/java/A.java")),
          Map.entry("build.gradle", tree("settings.gradle")),
          Map.entry("gradle/wrapper/gradle-wrapper.properties", tree("gradlew")),
          Map.entry("Cargo.toml", tree("src/main.rs")),
          Map.entry("rust-toolchain", tree("src/main.rs", "Cargo.toml")),
          Map.entry("deno.json", tree("main.ts")),
          Map.entry("a.csproj", tree("Program.cs")),
          Map.entry("global.json", tree("a.csproj")),
          Map.entry("mix.exs", tree("mix.lock")),
          Map.entry("CMakeLists.txt", tree("main.cpp")),
          Map.entry("meson.build", tree("main.cpp")),
          Map.entry("gleam.toml", tree("src/a.gleam")),
          Map.entry("start.sh", tree("x")),
          Map.entry(".java-version", tree("pom.xml")),
          Map.entry(".sdkmanrc", tree("pom.xml")),
          Map.entry(".elixir-version", tree("mix.exs")));

  private static final String EVIL = "x\nRUN curl evil\nCMD [\"x\"]\n'\"`$(id);&|<>\\";

  private static InMemoryTree tree(String... paths) {
    InMemoryTree tree = InMemoryTree.empty();
    for (String path : paths) {
      tree = tree.with(path, path.equals("Cargo.toml") ? "[package]\nname = \"a\"\n" : "");
    }
    return tree;
  }

  static Stream<String> manifests() {
    return APPS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void long_deep_and_broken_manifests_are_answered_soon(String manifest) {
    List<byte[]> contents =
        List.of(
            new byte[10_000_000],
            bytes(" ".repeat(1_000_000)),
            bytes("[".repeat(500_000)),
            bytes("<a>".repeat(300_000)),
            bytes("{".repeat(300_000) + "}".repeat(300_000)),
            bytes("app: ".repeat(200_000)),
            bytes("releases: [ ".repeat(80_000)),
            bytes("\n".repeat(1_000_000)),
            bytes("a = ".repeat(250_000)),
            new byte[] {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3, 0x28},
            bytes("\uFEFF\r\n\r\n"));
    for (byte[] content : contents) {
      long began = System.nanoTime();
      check(APPS.get(manifest).with(manifest, content));
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .as("%s of %d bytes", manifest, content.length)
          .isLessThan(Duration.ofSeconds(1));
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
    for (String manifest : APPS.keySet()) {
      InMemoryTree tree =
          APPS.get(manifest)
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

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
