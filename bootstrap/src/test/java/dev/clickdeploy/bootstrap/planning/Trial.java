package dev.clickdeploy.bootstrap.planning;

import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.buildkit.BuildKit;
import dev.clickdeploy.adapter.railpack.Railpack;
import dev.clickdeploy.bootstrap.e2e.RealParts;
import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.build.option.BuildOptions;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An app that is planned, built by BuildKit, pushed, pulled and run by the engine. */
record Trial(BuildPlan plan, String image, String container, List<String> buildLog)
    implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Builds and starts an app; {@code PORT} is the plan's own. */
  static Trial of(String name, InMemoryTree tree) {
    return of(name, tree, BuildSettings.DETECT);
  }

  /**
   * Builds and starts an app. Builds of equal name share their caches, as those of a service do.
   */
  static Trial of(String name, InMemoryTree tree, BuildSettings settings) {
    return of(name, tree, settings, BuildOptions.DEFAULT);
  }

  /** Builds and starts an app, with options such as secrets. */
  static Trial of(String name, InMemoryTree tree, BuildSettings settings, BuildOptions options) {
    BuildPlan plan =
        switch (Railpack.planner("docker.io/library").plan(tree, settings)) {
          case PlanResult.Planned planned -> planned.plan();
          case PlanResult.NotPlanned not -> throw new AssertionError("not planned: " + not);
        };
    List<String> log = new CopyOnWriteArrayList<>();
    String image = build(name, tree, plan, options, log);
    docker("pull", "--quiet", image);
    String container = docker("run", "--detach", image).strip();
    return new Trial(plan, image, container, log);
  }

  /** The body of the answer to the first request that gets one. */
  String get(String path) {
    String address =
        docker("inspect", "--format", "{{.NetworkSettings.IPAddress}}", container).strip();
    URI uri = URI.create("http://%s:%d%s".formatted(address, plan.port(), path));
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      return await(image + ": " + log())
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> ask(http, uri), body -> !body.isEmpty());
    }
  }

  /** What the app has written. */
  String log() {
    return docker("logs", container);
  }

  /** Runs a command in the container; answers what it writes. */
  String inside(String... command) {
    List<String> arguments = new ArrayList<>(List.of("exec", container));
    arguments.addAll(List.of(command));
    return docker(arguments.toArray(String[]::new));
  }

  /** Asks the app to stop; answers its exit status: 137 when it had to be killed. */
  int stop() {
    docker("stop", "--time", "5", container);
    return Integer.parseInt(
        docker("inspect", "--format", "{{.State.ExitCode}}", container).strip());
  }

  @Override
  public void close() {
    docker("rm", "--force", container);
    docker("rmi", "--force", image);
  }

  private static String build(
      String name, InMemoryTree tree, BuildPlan plan, BuildOptions options, List<String> log) {
    ImageReference reference =
        ImageReference.parse(
            "%s/trial/%s:%d".formatted(RealParts.get("registry"), name, System.nanoTime()));
    BuildRequest request =
        new BuildRequest(
            tree,
            plan,
            List.of(reference),
            List.of(),
            Map.of(),
            "trial-" + name,
            Duration.ofMinutes(5),
            options);
    try (BuildKit buildKit = BuildKit.connect(RealParts.get("buildkit.address"))) {
      BuildOutcome outcome = buildKit.build(request, event -> note(event, log), new Cancellation());
      if (!(outcome instanceof BuildOutcome.Built)) {
        throw new AssertionError(
            outcome + "\n" + plan.dockerfile() + "\n" + String.join("\n", log));
      }
    }
    return reference.toString();
  }

  private static void note(BuildEvent event, List<String> log) {
    if (event instanceof BuildEvent.Output output) {
      log.add(output.text());
    } else if (event instanceof BuildEvent.StepCached cached) {
      log.add("CACHED " + cached.name());
    }
  }

  private static String ask(HttpClient http, URI uri) throws IOException {
    try {
      return http.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build(),
              BodyHandlers.ofString())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String docker(String... arguments) {
    List<String> command = new ArrayList<>(List.of(RealParts.get("docker.cli")));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
