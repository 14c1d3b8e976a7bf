package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.adapter.railpack.NodeRecipe.Result;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Apps with a package.json: servers in Node.js, and front-ends that it builds to files. */
final class NodeProvider implements Provider {
  private static final List<String> IGNORE = List.of(".git", "**/node_modules");

  @Override
  public Optional<BuildPlan> plan(App app) {
    return PackageJson.read(app.files()).flatMap(json -> plan(app, json));
  }

  private static Optional<BuildPlan> plan(App app, PackageJson json) {
    Notes notes = new Notes();
    PackageManager manager = PackageManagers.choose(app.files(), json, notes);
    Optional<ShellCommand> build = NodeSteps.build(app, json, manager, notes);
    Optional<Result> result = result(app, json, manager, build.isPresent());
    if (result.isEmpty()) {
      if (build.isEmpty() && StaticRoot.find(app.files()).isPresent()) {
        return Optional.empty();
      }
      throw nothingToStart(app);
    }
    NodeVersion version = NodeVersion.choose(app, json, notes);
    NodeRecipe recipe =
        new NodeSteps(app, json, manager, notes).recipe(version, build, result.get());
    OtherRuntimes.in(app.files())
        .ifPresent(other -> notes.warn(other + " is not taken into account: planned as Node.js"));
    return Optional.of(
        new BuildPlan(
            "node",
            summary(recipe, notes),
            new DockerfileSource.Generated(NodeDockerfile.of(recipe, app.images())),
            null,
            Map.of(),
            port(recipe.result()),
            IGNORE,
            notes.evidence(),
            notes.warnings()));
  }

  private static Optional<Result> result(
      App app, PackageJson json, PackageManager manager, boolean built) {
    return StaticOutput.find(app, json)
        .<Result>map(Result.Site::new)
        .or(() -> StartCommand.find(app, json, manager, built).map(Result.Program::new));
  }

  private static String summary(NodeRecipe recipe, Notes notes) {
    String tools = "Node.js %d, %s, ".formatted(recipe.version().major(), recipe.manager().label());
    return switch (recipe.result()) {
      case Result.Program program -> {
        StartCommand start = program.start();
        notes.because("start `%s`".formatted(start.shown()), start.because());
        yield tools + "started by `%s`".formatted(start.shown());
      }
      case Result.Site site -> {
        StaticOutput output = site.output();
        notes.because("serve %s with Caddy".formatted(output.directory()), output.because());
        yield tools + "builds %s, served by Caddy".formatted(output.directory());
      }
    };
  }

  private static int port(Result result) {
    return switch (result) {
      case Result.Program program -> NodeDockerfile.PORT;
      case Result.Site site -> CaddyStage.PORT;
    };
  }

  private static PlanningException nothingToStart(App app) {
    String other =
        OtherRuntimes.in(app.files())
            .map(
                name ->
                    "; it also looks like %s, for which no plan can be made yet".formatted(name))
            .orElse("");
    return new PlanningException(
        "package.json says nothing that could be started: looked for a start command in the"
            + " settings, Procfile, scripts.start, main, server.js and index.js"
            + other
            + NoApp.candidatesText(app),
        "add a start script to package.json, such as \"start\": \"node server.js\", or "
            + NoApp.hint());
  }
}
