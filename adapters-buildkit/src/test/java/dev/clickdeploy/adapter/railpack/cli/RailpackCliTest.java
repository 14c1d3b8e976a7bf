package dev.clickdeploy.adapter.railpack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.railpack.Railpack;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.GivenNames;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for the program, for the real one has to be fetched from GitHub. */
class RailpackCliTest {
  private static final InMemoryTree NODE = InMemoryTree.of(Map.of("package.json", "{}"));
  private static final InMemoryTree UNKNOWN =
      InMemoryTree.of(Map.of("railpack.json", "{\"deploy\": {\"startCommand\": \"./run.sh\"}}"));

  @TempDir private Path directory;
  private Path program;

  @BeforeEach
  void install() throws IOException {
    program = directory.resolve("railpack");
    try (InputStream in =
        RailpackCliTest.class.getResourceAsStream("/railpack/railpack-stand-in")) {
      Files.copy(Objects.requireNonNull(in), program);
    }
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void a_service_that_asks_for_it_gets_its_plan() {
    BuildPlan plan = planned(NODE, asking(Map.of("A", "1", "RAILPACK_NO_SPA", "1")));

    assertThat(plan.provider()).isEqualTo("railpack");
    assertThat(plan.summary()).isEqualTo("Railpack's plan for node, started by `npm run start`");
    assertThat(plan.recipe().install()).containsExactly("npm install");
    assertThat(plan.recipe().build()).containsExactly("npm run build");
    assertThat(plan.recipe().packageManager()).isEqualTo("npm");
    assertThat(plan.recipe().versions()).isEqualTo(Map.of("node", "22.1.0"));
    assertThat(plan.warnings()).containsExactly("a warning");
    assertThat(plan.evidence().getFirst().because()).isEqualTo("the service's settings name it");
    DockerfileSource.ForFrontend source = (DockerfileSource.ForFrontend) plan.dockerfile();
    assertThat(source.frontend()).isEqualTo("ghcr.io/railwayapp/railpack-frontend:v0.37.0");
    assertThat(source.filename()).isEqualTo("railpack-plan.json");
    assertThat(source.text()).startsWith("{\"$schema\"");
    assertThat(source.variables()).isEqualTo(Map.of("A", "1", "RAILPACK_NO_SPA", "1"));
  }

  @Test
  void an_app_that_nobody_else_knows_is_left_to_it_when_it_is_installed() throws IOException {
    assertThat(planned(UNKNOWN, BuildSettings.DETECT).evidence().getFirst().because())
        .isEqualTo("no provider of ours knows the app");
    assertThat(planned(InMemoryTree.of(Map.of("index.html", "")), BuildSettings.DETECT).provider())
        .isEqualTo("staticfile");

    Files.delete(program);
    assertThat(refused(UNKNOWN, BuildSettings.DETECT).message()).startsWith("no app was found");
  }

  @Test
  void what_it_says_is_the_refusal() {
    assertThat(refused(InMemoryTree.of(Map.of("x", "")), BuildSettings.DETECT).message())
        .isEqualTo(
            "Railpack could not plan it: Railpack could not determine how to build the app.");
    assertThat(refused(NODE.with("railpack.json", "none"), asking(Map.of())).message())
        .isEqualTo("Railpack could not plan it: railpack.json is not valid");
  }

  @Test
  void a_program_that_is_not_there_or_none_is_named() throws IOException {
    Files.writeString(program, "#!/no/interpreter\n");
    assertThat(refused(NODE, asking(Map.of())).message()).contains(program + " cannot be run");

    Files.delete(program);
    assertThat(refused(NODE, asking(Map.of())).message())
        .isEqualTo("the settings want Railpack's own program, and there is none at " + program);
    assertThat(
            Railpack.planner("docker.io/library").plan(NODE, asking(Map.of()), Map.of()).toString())
        .contains("switched off");
  }

  @Test
  void what_was_unavailable_is_tried_again() {
    assertThat(planned(NODE.with("stand-in.transient", "2"), asking(Map.of())).provider())
        .isEqualTo("railpack");
  }

  @Test
  void what_stays_unavailable_is_worth_another_attempt_of_the_job() {
    assertThatThrownBy(() -> plan(NODE.with("stand-in.transient", "9"), asking(Map.of())))
        .isInstanceOfSatisfying(
            PortException.class,
            e -> {
              assertThat(e.failure().type()).isEqualTo(FailureClass.INFRASTRUCTURE);
              assertThat(e).hasMessageContaining("failed to download mise: 403");
            });
    assertThat(tools("tries")).hasSize(3);
  }

  @Test
  void a_program_that_hangs_is_ended_with_what_it_has_started() {
    RailpackCli hasty =
        new RailpackCli(
            program, directory.resolve("w"), "x", Duration.ofSeconds(2), Duration.ofMillis(1));

    PlanResult result =
        Railpack.planner("docker.io/library")
            .with(hasty)
            .plan(NODE.with("stand-in.hangs", ""), asking(Map.of()), Map.of());

    assertThat(((PlanResult.NotPlanned) result).message())
        .isEqualTo("railpack prepare took longer than 2 s");
    long child = Long.parseLong(tools("child").getFirst());
    // one that nobody has waited for is still there, but runs nothing
    await().until(() -> ProcessHandle.of(child).flatMap(ended -> ended.info().command()).isEmpty());
  }

  @Test
  void it_is_ended_at_once_when_the_build_is_cancelled() {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<PlanResult> planning =
        CompletableFuture.supplyAsync(
            () ->
                planner()
                    .plan(
                        NODE.with("stand-in.hangs", ""), asking(Map.of()), Map.of(), cancellation));
    await().until(() -> Files.exists(directory.resolve("w/tools/child")));

    cancellation.cancel();

    assertThat(planning).failsWithin(Duration.ofSeconds(5));
    assertThat(planning.handle((plan, e) -> e).join())
        .hasRootCauseInstanceOf(CancellationException.class);
    long child = Long.parseLong(tools("child").getFirst());
    await().until(() -> ProcessHandle.of(child).flatMap(ended -> ended.info().command()).isEmpty());
    assertThatThrownBy(() -> planner().plan(NODE, asking(Map.of()), Map.of(), cancellation))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void it_gets_the_settings_and_nothing_of_our_surroundings() {
    BuildSettings settings =
        new BuildSettings(null, null, Map.of(), "a; b", "make", "run $(id)")
            .with(
                new PlanOverrides(
                    "railpack",
                    Map.of("node", "22"),
                    List.of("git"),
                    List.of("curl", "jq"),
                    Map.of("LD_PRELOAD", "/app/evil.so", "X", "--plan-out=/etc/passwd")));

    planner().plan(NODE, settings, Map.of("node", "22.0.0"));

    assertThat(tools("arguments"))
        .contains(
            "--env=LD_PRELOAD=/app/evil.so",
            "--env=X=--plan-out=/etc/passwd",
            "--env=RAILPACK_INSTALL_CMD=a; b",
            "--env=RAILPACK_BUILD_CMD=make",
            "--env=RAILPACK_START_CMD=run $(id)",
            "--env=RAILPACK_PACKAGES=node@22",
            "--env=RAILPACK_BUILD_APT_PACKAGES=git",
            "--env=RAILPACK_DEPLOY_APT_PACKAGES=curl jq",
            "--previous=node@22.0.0");
    assertThat(tools("environment").stream().map(line -> line.split("=", 2)[0]))
        .isSubsetOf("PATH", "HOME", "TMPDIR", "LANG", "NO_COLOR", "PWD", "SHLVL", "_", "OLDPWD")
        .contains("PATH", "HOME", "TMPDIR");
  }

  @Test
  void of_what_a_build_is_given_it_is_told_names_alone() {
    BuildSettings settings =
        asking(Map.of("A", "1")).given(new GivenNames(Set.of("API_URL"), Set.of("NPM_TOKEN")));

    planner().plan(NODE, settings, Map.of());

    assertThat(tools("arguments"))
        .contains("--env=A=1", "--env=API_URL=given", "--env=NPM_TOKEN=given");
  }

  @Test
  void nothing_of_the_checkout_stays() throws IOException {
    planned(NODE, asking(Map.of()));

    try (Stream<Path> left = Files.list(directory.resolve("w"))) {
      assertThat(left.map(path -> path.getFileName().toString())).containsExactly("tools");
    }
  }

  @Test
  void a_configuration_outside_of_the_app_is_refused() {
    for (String path : List.of("/etc/passwd", "../x", "a/../../x")) {
      assertThat(refused(NODE, asking(Map.of("RAILPACK_CONFIG_FILE", path))).message())
          .startsWith("RAILPACK_CONFIG_FILE leaves the app's directory");
    }
  }

  private PlanResult plan(InMemoryTree tree, BuildSettings settings) {
    return planner().plan(tree, settings, Map.of());
  }

  private BuildPlan planned(InMemoryTree tree, BuildSettings settings) {
    return ((PlanResult.Planned) plan(tree, settings)).plan();
  }

  private PlanResult.NotPlanned refused(InMemoryTree tree, BuildSettings settings) {
    return (PlanResult.NotPlanned) plan(tree, settings);
  }

  private Railpack planner() {
    RailpackCli cli =
        new RailpackCli(
            program,
            directory.resolve("w"),
            RailpackCli.FRONTEND,
            Duration.ofMinutes(1),
            Duration.ofMillis(1));
    return Railpack.planner("docker.io/library").with(cli);
  }

  private static BuildSettings asking(Map<String, String> environment) {
    return BuildSettings.DETECT.with(
        new PlanOverrides("railpack", Map.of(), List.of(), List.of(), environment));
  }

  /** What the stand-in has written beside the tools that the real one fetches. */
  private List<String> tools(String name) {
    try {
      return Files.readAllLines(directory.resolve("w/tools").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
