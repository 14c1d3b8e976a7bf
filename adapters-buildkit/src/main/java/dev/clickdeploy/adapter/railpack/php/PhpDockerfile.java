package dev.clickdeploy.adapter.railpack.php;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.StepSecrets;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import dev.clickdeploy.adapter.railpack.node.NodeAssets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Writes the Dockerfile of a PHP app. Extensions are the same where it is built and run. */
final class PhpDockerfile {
  private static final String APP = "/app";
  private static final String COMPOSER = "/usr/bin/composer";
  private static final String OWN_INI = "php.ini";

  private final App app;
  private final PhpRecipe recipe;
  private final String image;
  private final Dockerfile text = new Dockerfile();

  private PhpDockerfile(App app, PhpRecipe recipe) {
    this.app = app;
    this.recipe = recipe;
    this.image = app.image(recipe.version());
  }

  static Dockerfile of(App app, PhpRecipe recipe) {
    PhpDockerfile dockerfile = new PhpDockerfile(app, recipe);
    if (recipe.isBuilt()) {
      dockerfile.base(dockerfile.text.stage(dockerfile.image, "base"));
      dockerfile.buildStage();
      dockerfile.last(
          dockerfile.text.stage("base"), stage -> stage.copyOwnedFrom("build", APP, APP));
    } else {
      Stage only = dockerfile.text.stage(dockerfile.image);
      dockerfile.base(only);
      dockerfile.last(only, stage -> stage.copyOwned(List.of("."), APP));
    }
    return dockerfile.text;
  }

  private void base(Stage stage) {
    TreeSet<String> packages = new TreeSet<>(app.settings().runtimePackages());
    packages.addAll(recipe.extensions().packages());
    stage.packages(List.copyOf(packages));
    recipe.extensions().commands().forEach(stage::run);
    recipe.root().ifPresent(root -> ApacheConfiguration.write(stage, root.directory()));
    if (app.files().has(OWN_INI)) {
      stage.copy(List.of(OWN_INI), "/usr/local/etc/php/conf.d/zz-app.ini");
    }
  }

  private void buildStage() {
    TreeSet<String> packages = new TreeSet<>(app.settings().buildPackages());
    if (recipe.composer().isPresent()) {
      packages.addAll(List.of("git", "unzip"));
    }
    Map<String, String> variables = new TreeMap<>(recipe.variables());
    recipe
        .composer()
        .ifPresent(
            tool -> {
              variables.put("COMPOSER_ALLOW_SUPERUSER", "1");
              variables.put("COMPOSER_CACHE_DIR", PhpSteps.COMPOSER_CACHE);
            });
    variables.putAll(app.settings().variables());
    Stage stage = text.stage("base", "build").packages(List.copyOf(packages));
    recipe.composer().ifPresent(tool -> stage.copyFrom(app.image(tool), COMPOSER, COMPOSER));
    recipe.assets().ifPresent(assets -> assets.bring(stage));
    stage.workdir(APP).env(variables);
    manifests(stage);
    List<String> secrets = StepSecrets.install(app, configurations());
    recipe.install().forEach(step -> step.run(stage, secrets));
    if (!recipe.sourcesFirst()) {
      stage.copy(List.of("."), ".");
    }
    List<String> buildSecrets = StepSecrets.build(app);
    recipe.build().forEach(step -> stage.run(step.command(), caches(), buildSecrets));
    recipe.assets().ifPresent(assets -> stage.run(new ShellCommand("rm -rf node_modules")));
  }

  private List<String> configurations() {
    return recipe.assets().isPresent() ? NodeAssets.CONFIGURATIONS : List.of();
  }

  private List<Mount> caches() {
    return recipe.composer().map(tool -> Mount.cache(PhpSteps.COMPOSER_CACHE)).stream().toList();
  }

  private void manifests(Stage stage) {
    if (recipe.sourcesFirst() || recipe.install().isEmpty()) {
      stage.copy(List.of("."), ".");
      return;
    }
    List<String> composer =
        app.files().present(List.of(ComposerJson.FILE, ComposerJson.LOCK, "symfony.lock"));
    if (recipe.composer().isPresent()) {
      stage.copy(composer, "./");
    }
    recipe.assets().ifPresent((NodeAssets assets) -> assets.copyManifests(stage));
  }

  /** Copied before WORKDIR, which would make the directory root's. */
  private void last(Stage stage, Consumer<Stage> content) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("PORT", String.valueOf(ApacheConfiguration.PORT));
    variables.putAll(recipe.variables());
    variables.putAll(app.settings().variables());
    stage.env(variables);
    content.accept(stage);
    stage
        .workdir(APP)
        .user()
        .label(Stage.BASE_NAME, image)
        .expose(ApacheConfiguration.PORT)
        .stopSignal(recipe.root().isPresent() ? "SIGWINCH" : "SIGTERM")
        .cmd(recipe.start().command().argv());
  }
}
