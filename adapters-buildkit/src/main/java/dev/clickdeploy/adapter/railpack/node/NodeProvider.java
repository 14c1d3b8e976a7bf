package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Candidates;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.node.NodeRecipe.Result;
import dev.clickdeploy.adapter.railpack.staticsite.CaddyStage;
import dev.clickdeploy.adapter.railpack.staticsite.StaticRoot;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.StaticFiles;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;

/** Apps with a package.json: servers in Node.js, and front-ends that it builds to files. */
public final class NodeProvider implements Provider {
  private static final Kind KIND = Kind.of("node", "Node.js", PackageJson.FILE, PackageJson.JSON5);
  private static final List<String> IGNORE = List.of("**/node_modules");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    return PackageJson.read(app.files()).flatMap(json -> plan(app, json));
  }

  private static Optional<BuildPlan> plan(App app, PackageJson json) {
    NodeApp node = NodeApp.of(app, json);
    NodeSteps steps = new NodeSteps(node);
    Optional<ShellCommand> build = steps.build();
    Optional<Result> result = result(node, build.isPresent());
    if (result.isEmpty()) {
      if (build.isEmpty() && StaticRoot.find(app).isPresent()) {
        return Optional.empty();
      }
      throw nothingToStart(app);
    }
    if (result.get() instanceof Result.Program program) {
      StartCheck.warn(node, program.start(), build.isPresent());
    }
    ToolVersion version = app.tool("node", NodeWishes.of(app.files(), json));
    NodeRecipe recipe = steps.recipe(version, build, result.get());
    app.others(KIND).stream()
        .filter(other -> !other.startsWith("static site"))
        .forEach(
            other -> app.notes().warn(other + " is not taken into account: planned as Node.js"));
    return Optional.of(plan(node, recipe));
  }

  private static BuildPlan plan(NodeApp node, NodeRecipe recipe) {
    App app = node.app();
    NodeDockerfile dockerfile = NodeDockerfile.of(app, recipe);
    Draft draft =
        new Draft(app, KIND)
            .runtime(recipe.node())
            .packageManager(recipe.manager().id())
            .framework(node.framework().map(Framework::id))
            .install(recipe.install().text())
            .ignore(IGNORE);
    recipe.tools().tools().forEach(draft::tool);
    recipe.build().ifPresent(build -> draft.build(build.text()));
    return switch (recipe.result()) {
      case Result.Program program -> {
        String image = app.image(recipe.node());
        yield draft
            .start(program.start().shown())
            .port(NodeDockerfile.PORT)
            .images(image, image)
            .plan(summary(recipe, app.notes()), dockerfile.text());
      }
      case Result.Site site -> {
        StaticOutput output = site.output();
        yield draft
            .staticFiles(new StaticFiles(output.directory(), output.fallback()))
            .start(CaddyStage.START)
            .tool(dockerfile.caddy().orElseThrow())
            .port(CaddyStage.PORT)
            .images(app.image(recipe.node()), app.image(dockerfile.caddy().orElseThrow()))
            .plan(summary(recipe, app.notes()), dockerfile.text());
      }
    };
  }

  private static Optional<Result> result(NodeApp node, boolean built) {
    return StaticOutput.find(node, built)
        .<Result>map(Result.Site::new)
        .or(() -> StartCommand.find(node, built).map(Result.Program::new));
  }

  private static String summary(NodeRecipe recipe, Notes notes) {
    String tools = "Node.js %s, %s, ".formatted(recipe.node().version(), recipe.manager().label());
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

  private static PlanningException nothingToStart(App app) {
    List<String> others = app.others(KIND);
    return new PlanningException(
        "package.json says nothing that could be started: looked for a start command in the"
            + " settings, Procfile, scripts.start, main, server.js and index.js"
            + (others.isEmpty() ? "" : "; it also looks like " + String.join(", ", others))
            + Candidates.text(app),
        "add a start script to package.json, such as \"start\": \"node server.js\", or "
            + Candidates.HINT);
  }
}
