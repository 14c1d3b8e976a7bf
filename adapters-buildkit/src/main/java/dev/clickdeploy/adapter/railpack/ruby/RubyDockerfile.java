package dev.clickdeploy.adapter.railpack.ruby;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.StepSecrets;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import dev.clickdeploy.adapter.railpack.node.NodeAssets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the Dockerfile of a Ruby app: built in the large image, run in the small one. */
final class RubyDockerfile {
  /** Where the app listens unless PORT says otherwise. */
  static final int PORT = 3000;

  private static final String APP = "/app";

  /** Where the official images have gems, so that they are found without Bundler too. */
  private static final String GEMS = "/usr/local/bundle";

  private final RubyApp ruby;
  private final App app;
  private final RubyRecipe recipe;
  private final Dockerfile text = new Dockerfile();

  private RubyDockerfile(RubyApp ruby, RubyRecipe recipe) {
    this.ruby = ruby;
    this.app = ruby.app();
    this.recipe = recipe;
  }

  static Dockerfile of(RubyApp ruby, RubyRecipe recipe) {
    RubyDockerfile dockerfile = new RubyDockerfile(ruby, recipe);
    dockerfile.buildStage();
    dockerfile.lastStage();
    return dockerfile.text;
  }

  /** The large image beside the small one. */
  static String buildImage(App app, RubyRecipe recipe) {
    return app.images().official("ruby:" + recipe.version().version());
  }

  private void buildStage() {
    Stage stage = text.stage(buildImage(app, recipe), "build").packages(recipe.packages().build());
    recipe.assets().ifPresent(assets -> assets.bring(stage));
    recipe.executor().ifPresent(node -> NodeAssets.program(app, node, stage));
    Map<String, String> variables = new TreeMap<>(environment());
    variables.put("BUNDLE_GLOBAL_GEM_CACHE", "true");
    if (ruby.isRails()) {
      // Rails wants one to start in production, even to build; the image does not get it
      variables.put("SECRET_KEY_BASE_DUMMY", "1");
      variables.put("SECRET_KEY_BASE", "only-while-building");
    }
    variables.putAll(app.settings().variables());
    stage.workdir(APP).env(variables);
    manifests(stage);
    List<String> secrets =
        StepSecrets.install(
            app, recipe.assets().isPresent() ? NodeAssets.CONFIGURATIONS : List.of());
    recipe.install().forEach(step -> step.run(stage, secrets));
    if (!sourcesFirst()) {
      stage.copy(List.of("."), ".");
    }
    List<String> buildSecrets = StepSecrets.build(app);
    recipe.build().forEach(step -> stage.run(step.command(), List.of(), buildSecrets));
    recipe.assets().ifPresent(assets -> reduce(assets, stage));
  }

  private void reduce(NodeAssets assets, Stage stage) {
    if (recipe.nodeRuns()) {
      assets.prune().ifPresent(command -> stage.run(command, assets.caches()));
    } else {
      stage.run(new ShellCommand("rm -rf node_modules"));
    }
  }

  private boolean sourcesFirst() {
    return recipe.inputs().wholeTree() || recipe.assets().filter(NodeAssets::wholeTree).isPresent();
  }

  private void manifests(Stage stage) {
    if (sourcesFirst()) {
      stage.copy(List.of("."), ".");
      return;
    }
    stage.copy(recipe.inputs().files(), "./");
    recipe
        .inputs()
        .directories()
        .forEach(directory -> stage.copy(List.of(directory + "/"), "./" + directory + "/"));
    recipe.assets().ifPresent((NodeAssets assets) -> assets.copyManifests(stage));
  }

  private Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("BUNDLE_WITHOUT", "development:test");
    if (ruby.lock().isPresent()) {
      variables.put("BUNDLE_FROZEN", "true");
    }
    variables.put("RACK_ENV", "production");
    if (ruby.isRails()) {
      variables.put("RAILS_ENV", "production");
    }
    return variables;
  }

  /**
   * Copied before WORKDIR, which would make the directory root's. HOME, because the user has no
   * directory of its own and Bundler writes there.
   */
  private void lastStage() {
    String image = app.image(recipe.version());
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("PORT", String.valueOf(PORT));
    variables.putAll(environment());
    variables.put("HOME", APP);
    if (SystemPackages.hasJemalloc(recipe.version())) {
      variables.put("LD_PRELOAD", "libjemalloc.so.2");
    }
    variables.put("MALLOC_ARENA_MAX", "2");
    if (ruby.isRails()) {
      variables.put("RAILS_LOG_TO_STDOUT", "1");
      variables.put("RAILS_SERVE_STATIC_FILES", "1");
    }
    variables.putAll(app.settings().variables());
    Stage stage = text.stage(image).packages(recipe.packages().run());
    if (recipe.nodeRuns()) {
      recipe.tools().stream()
          .filter(tool -> tool.name().equals("node"))
          .forEach(node -> NodeAssets.program(app, node, stage));
    }
    stage
        .env(variables)
        .copyFrom("build", GEMS, GEMS)
        .copyOwnedFrom("build", APP, APP)
        .workdir(APP)
        .user()
        .label(Stage.BASE_NAME, image)
        .expose(PORT)
        .stopSignal("SIGTERM")
        .cmd(recipe.start().command().argv());
  }
}
