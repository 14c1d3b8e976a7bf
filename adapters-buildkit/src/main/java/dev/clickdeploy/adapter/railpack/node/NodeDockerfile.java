package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.StepSecrets;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import dev.clickdeploy.adapter.railpack.staticsite.CaddyStage;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes the Dockerfile of a Node.js app, stage by stage. */
final class NodeDockerfile {
  /** Where the app listens unless PORT says otherwise. */
  static final int PORT = 3000;

  private static final String APP = "/app";

  private final App app;
  private final NodeRecipe recipe;
  private final String base;
  private final Dockerfile text = new Dockerfile();
  private @Nullable ToolVersion caddy;

  private NodeDockerfile(App app, NodeRecipe recipe) {
    this.app = app;
    this.recipe = recipe;
    String node = app.image(recipe.node());
    List<String> globals = recipe.tools().globals();
    this.base = globals.isEmpty() ? node : "base";
    if (!globals.isEmpty()) {
      baseStage(node, String.join(" ", globals));
    }
  }

  static NodeDockerfile of(App app, NodeRecipe recipe) {
    NodeDockerfile dockerfile = new NodeDockerfile(app, recipe);
    dockerfile.buildStage();
    switch (recipe.result()) {
      case NodeRecipe.Result.Program program -> dockerfile.programStage(program.start());
      case NodeRecipe.Result.Site site -> dockerfile.siteStage(site.output());
    }
    return dockerfile;
  }

  Dockerfile text() {
    return text;
  }

  /** The server of a site. */
  Optional<ToolVersion> caddy() {
    return Optional.ofNullable(caddy);
  }

  /** Package managers in every stage; by force, since the image's own yarn is in the way. */
  private void baseStage(String node, String packages) {
    text.stage(node, "base")
        .run(new ShellCommand("npm install --global --force " + packages), Npm.CACHE);
  }

  private void buildStage() {
    Stage stage = text.stage(base, recipe.modulesApart() ? "dependencies" : "build");
    stage
        .packages(recipe.system().build())
        .workdir(APP)
        .env(variables(recipe.manager().variables()));
    if (recipe.sourcesFirst()) {
      stage.copy(List.of("."), ".");
    } else {
      copyManifests(stage);
    }
    stage.run(recipe.install(), caches(), StepSecrets.install(app, NodeAssets.CONFIGURATIONS));
    if (!recipe.sourcesFirst() && !recipe.modulesApart()) {
      stage.copy(List.of("."), ".");
    }
    recipe
        .build()
        .ifPresent(
            build ->
                stage
                    .env(Map.of("NODE_ENV", "production"))
                    .run(build, recipe.buildCaches(), StepSecrets.build(app)));
    recipe.prune().ifPresent(prune -> stage.run(prune, caches()));
  }

  private void copyManifests(Stage stage) {
    stage.copy(recipe.manifests().stream().filter(path -> !path.endsWith("/")).toList(), "./");
    for (String path : recipe.manifests()) {
      if (path.endsWith("/")) {
        stage.copy(List.of(path), "./" + path);
      }
    }
    for (String directory : recipe.workspaces()) {
      stage.copy(List.of(directory + "/" + PackageJson.FILE), "./" + directory + "/");
    }
  }

  private Map<String, String> variables(Map<String, String> first) {
    Map<String, String> variables = new TreeMap<>(first);
    variables.putAll(recipe.variables());
    variables.putAll(app.settings().variables());
    return variables;
  }

  private List<Mount> caches() {
    return recipe.manager().cacheMount().stream().toList();
  }

  /** Copied before WORKDIR, which would make the directory root's. */
  private void programStage(StartCommand start) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("NODE_ENV", "production");
    variables.put("PORT", String.valueOf(PORT));
    variables.putAll(variables(Map.of()));
    Stage stage =
        text.stage(base)
            .packages(recipe.system().run())
            .env(variables)
            .path(APP + "/node_modules/.bin");
    if (recipe.modulesApart()) {
      stage
          .copyOwnedFrom("dependencies", APP + "/node_modules", APP + "/node_modules")
          .copyOwned(List.of("."), APP);
    } else {
      stage.copyOwnedFrom("build", APP, APP);
    }
    stage.workdir(APP);
    if (recipe.playwright()) {
      stage
          .env(Map.of("PLAYWRIGHT_BROWSERS_PATH", "/opt/playwright"))
          .run(new ShellCommand("npx playwright install --with-deps chromium"));
    }
    stage
        .user()
        .label(Stage.BASE_NAME, app.image(recipe.node()))
        .expose(PORT)
        .stopSignal("SIGTERM")
        .cmd(start.argv());
  }

  private void siteStage(StaticOutput output) {
    ToolVersion server = app.tool("caddy", List.of());
    caddy = server;
    CaddyStage last = CaddyStage.begin(app, text, app.image(server), output.fallback());
    last.stage()
        .copyFrom("build", APP + "/" + output.directory() + "/", last.target(output.directory()));
    last.end(app.settings().variables());
  }
}
