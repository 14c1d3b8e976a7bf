package dev.clickdeploy.adapter.buildkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildOutcome.Built;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BuildAndPushIT {
  private static BuildKit buildKit;
  private final RegistryProbe registry = RegistryProbe.open();
  private final ImageReference image = RealParts.image();
  private final Events events = new Events();

  @BeforeAll
  static void connect() {
    buildKit = RealParts.buildKit();
  }

  @AfterAll
  static void close() {
    buildKit.close();
  }

  private Built built(Requests requests) {
    BuildOutcome outcome = buildKit.build(requests.build(), events, new Cancellation());
    assertThat(outcome).as("%s", events.all()).isInstanceOf(Built.class);
    return (Built) outcome;
  }

  @Test
  void every_kind_of_name_and_file_arrives_byte_for_byte() throws Exception {
    InMemoryTree tree =
        InMemoryTree.of(Map.of("Dockerfile", "FROM scratch\nCOPY . /\n", "a", "first", "empty", ""))
            .without("a")
            .with("a/x", "below")
            .with("a.txt", "beside")
            .with("a-b/c", "before both")
            .with("Straße/日本 𝄞.txt", "Grüße")
            .with("\uFFEE/\uD83D\uDE00", "UTF-16 sorts these two the other way round")
            .with("\uD83D\uDE00", "so it does")
            .with("with space/and 'quote' $x", "odd")
            .with("binary", new byte[] {0, 1, (byte) 0xff, 10, 13, 0})
            .withExecutable("bin/run", "#!/bin/sh\n")
            .withSymlink("current", "a/x")
            .withSymlink("dangling", "../outside")
            .withSubmodule("vendored", new CommitSha("1".repeat(40)));

    Built built = built(Requests.of(tree).push(image));

    assertThat(registry.digest(image)).isEqualTo(built.digest());
    Map<String, TarEntry> files = registry.files(image);
    for (var entry : tree.entries()) {
      TarEntry file = files.get(entry.path());
      assertThat(file).as(entry.path()).isNotNull();
      switch (entry.kind()) {
        case FILE, EXECUTABLE -> {
          assertThat(file.content()).isEqualTo(tree.open(entry).readAllBytes());
          assertThat(file.mode()).isEqualTo(entry.path().equals("bin/run") ? 0755 : 0644);
        }
        case SYMLINK ->
            assertThat(file.link()).isEqualTo(new String(tree.open(entry).readAllBytes()));
        case SUBMODULE -> assertThat(file.type()).isEqualTo('5');
      }
    }
    assertThat(files.keySet()).contains("a", "Straße", "bin").doesNotContain("outside");
  }

  @Test
  void a_thousand_files_arrive() throws Exception {
    InMemoryTree tree = InMemoryTree.of(Map.of("Dockerfile", "FROM scratch\nCOPY src /src\n"));
    for (int i = 0; i < 1_000; i++) {
      tree = tree.with("src/" + i % 10 + "/f" + i, "content " + i);
    }

    built(Requests.of(tree).push(image));

    Map<String, TarEntry> files = registry.files(image);
    for (int i = 0; i < 1_000; i++) {
      assertThat(files.get("src/" + i % 10 + "/f" + i).text()).isEqualTo("content " + i);
    }
  }

  @Test
  void a_generated_dockerfile_is_not_part_of_the_context() throws Exception {
    InMemoryTree tree = InMemoryTree.of(Map.of("index.html", "hello"));

    built(Requests.of(tree).generated("FROM scratch\nCOPY . /site\n").push(image));

    assertThat(registry.files(image).keySet()).containsExactly("site", "site/index.html");
  }

  @Test
  void a_generated_dockerfile_wins_over_the_trees_own() throws Exception {
    InMemoryTree tree = InMemoryTree.of(Map.of("Dockerfile", "FROM nonsense\n", "a", "x"));

    built(Requests.of(tree).generated("FROM scratch\nCOPY a /\n").push(image));

    assertThat(registry.files(image).keySet()).containsExactly("a");
  }

  @Test
  void arguments_target_and_labels_reach_the_image() throws Exception {
    String dockerfile =
        """
        FROM scratch AS base
        ARG GREETING=none
        ENV GREETING=$GREETING
        COPY a /
        FROM base AS wanted
        COPY b /
        FROM base AS last
        COPY c /
        """;
    InMemoryTree tree =
        InMemoryTree.of(Map.of("docker/app.Dockerfile", dockerfile, "a", "a", "b", "b", "c", "c"));

    built(
        Requests.of(tree)
            .with(new DockerfileSource.InTree("docker/app.Dockerfile"))
            .args(Map.of("GREETING", "hello, wörld"))
            .target("wanted")
            .push(image));

    assertThat(registry.files(image).keySet()).containsExactly("a", "b");
    assertThat(registry.config(image).at("/config/Env").toString())
        .contains("GREETING=hello, wörld");
    assertThat(registry.config(image).at("/config/Labels/org.example.test").asText())
        .isEqualTo("yes");
  }

  @Test
  void dockerignore_keeps_files_out() throws Exception {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                ".dockerignore", "# not these\n**/*.log\nnode_modules\nsecret*\n!secret.example\n",
                "app/a.log", "log",
                "app/a.js", "js",
                "node_modules/x/index.js", "module",
                "secret.env", "secret",
                "secret.example", "example"));

    built(Requests.of(tree).generated("FROM scratch\nCOPY . /\n").push(image));

    assertThat(registry.files(image).keySet())
        .containsExactlyInAnyOrder(".dockerignore", "app", "app/a.js", "secret.example");
  }

  @Test
  void the_plans_patterns_join_the_trees_own() throws Exception {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(".dockerignore", "a", "a", "1", "b", "2", "c", "3", "Dockerfile", "FROM x"));

    built(
        Requests.of(tree)
            .generated("FROM scratch\nCOPY . /\n")
            .ignore("b", "Dockerfile")
            .push(image));

    assertThat(registry.files(image).keySet()).containsExactlyInAnyOrder(".dockerignore", "c");
  }

  @Test
  void the_plans_patterns_join_those_beside_the_dockerfile() throws Exception {
    InMemoryTree tree =
        InMemoryTree.of(
            Map.of(
                "Dockerfile", "FROM scratch\nCOPY . /\n",
                "Dockerfile.dockerignore", "a",
                ".dockerignore", "c",
                "a", "1",
                "b", "2",
                "c", "3"));

    built(Requests.of(tree).ignore("b").push(image));

    assertThat(registry.files(image).keySet()).contains("c").doesNotContain("a", "b");
  }

  @Test
  void the_engine_keeps_no_image_of_its_own() {
    built(Requests.of(InMemoryTree.empty()).generated("FROM debian:trixie-slim\n").push(image));

    assertThat(EngineProbe.imageNames()).doesNotContain(image.toString());
  }

  @Test
  void every_reference_is_pushed() throws Exception {
    ImageReference other = image.withTag("latest");

    Built built =
        built(
            Requests.of(InMemoryTree.of(Map.of("a", "x")))
                .generated("FROM scratch\nCOPY a /\n")
                .push(image, other));

    assertThat(List.of(registry.digest(image), registry.digest(other)))
        .containsOnly(built.digest());
  }

  @Test
  void a_build_without_a_reference_has_a_digest_and_pushes_nothing() {
    built(Requests.of(InMemoryTree.of(Map.of("a", "x"))).generated("FROM scratch\nCOPY a /b\n"));

    assertThat(events.of(BuildEvent.PushStarted.class)).isEmpty();
  }

  @Test
  void steps_and_output_are_told_in_order() {
    String unique = RealParts.unique();
    String dockerfile =
        "FROM debian:trixie-slim\nRUN printf '10%%\\r99%%\\n'; echo "
            + unique
            + " >&2; printf end\n";

    Built built = built(Requests.of(InMemoryTree.of(Map.of("Dockerfile", dockerfile))).push(image));

    assertThat(events.output()).containsExactlyInAnyOrder("99%", unique, "end");
    assertThat(events.of(BuildEvent.Output.class).filter(BuildEvent.Output::error))
        .extracting(BuildEvent.Output::text)
        .containsExactly(unique);
    assertThat(events.all()).last().isInstanceOf(BuildEvent.PushStarted.class);
    assertThat(events.all().stream().map(BuildEvent::step).distinct().toList())
        .containsExactly(1, 2, 3);
    assertThat(built.progress().total()).isEqualTo(2);
    assertThat(built.progress().done()).isEqualTo(2);
  }

  @Test
  void a_repeated_step_is_told_as_cached() {
    Requests requests =
        Requests.of(
            InMemoryTree.of(
                Map.of(
                    "Dockerfile",
                    "FROM debian:trixie-slim\nRUN echo " + RealParts.unique() + "\n")));
    built(requests.push(image));
    events.all().clear();

    Built again = built(requests.push(image));

    assertThat(events.of(BuildEvent.StepCached.class)).isNotEmpty();
    assertThat(events.output()).isEmpty();
    assertThat(again.progress()).isEqualTo(new Progress(2, 2, again.progress().cached()));
    assertThat(again.progress().cached()).isPositive();
  }
}
