package dev.clickdeploy.adapter.railpack.php;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.ChosenCommand;
import dev.clickdeploy.adapter.railpack.app.InstallStep;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.node.NodeAssets;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides how a PHP app is installed and built. */
final class PhpSteps {
  static final String COMPOSER_CACHE = "/root/.cache/composer";
  private static final String INSTALL =
      "composer install --no-dev --no-scripts --no-autoloader --no-interaction --no-progress";
  private static final String AUTOLOAD =
      "composer dump-autoload --no-dev --optimize --no-scripts --no-interaction";
  private static final String STORAGE =
      "mkdir -p bootstrap/cache storage/app/public storage/framework/cache"
          + " storage/framework/sessions storage/framework/views storage/logs"
          + " && ln -sfn ../storage/app/public public/storage";

  private final App app;
  private final Optional<ComposerJson> composer;
  private final Optional<PhpFramework> framework;
  private final Optional<NodeAssets> assets;

  PhpSteps(App app, Optional<ComposerJson> composer) {
    this.app = app;
    this.composer = composer;
    this.framework = PhpFramework.of(app, composer);
    this.assets = NodeAssets.find(app);
  }

  PhpRecipe recipe(Optional<DocumentRoot> root) {
    ToolVersion version = app.tool("php", PhpWishes.of(app, composer));
    Optional<ToolVersion> tool = composer.map(json -> app.tool("composer", List.of()));
    List<InstallStep> install = InstallStep.overridden(app, install());
    List<ChosenCommand> build = build();
    ChosenCommand start = new PhpStart(app, framework).command(root);
    install.forEach(step -> note("install by", step.chosen()));
    build.forEach(step -> note("build by", step));
    note("start", start);
    boolean served = start.text().endsWith(PhpStart.SERVER);
    root.filter(directory -> served)
        .ifPresent(
            directory ->
                app.notes()
                    .because(
                        "serve %s with Apache"
                            .formatted(
                                directory.directory().isEmpty() ? "." : directory.directory()),
                        directory.because()));
    return new PhpRecipe(
        version,
        tool,
        assets,
        Extensions.of(app, composer),
        framework,
        install,
        build,
        start,
        served ? root : Optional.empty(),
        sourcesFirst(),
        variables());
  }

  private void note(String step, ChosenCommand command) {
    app.notes().because("%s `%s`".formatted(step, command.text()), command.because());
  }

  private List<InstallStep> install() {
    List<InstallStep> steps = new ArrayList<>();
    if (composer.isPresent()) {
      boolean locked = app.files().has(ComposerJson.LOCK);
      if (!locked) {
        app.notes()
            .warn("there is no composer.lock: each build may install other versions; commit one");
      }
      steps.add(
          new InstallStep(
              ChosenCommand.of(
                  INSTALL, "there is a " + (locked ? ComposerJson.LOCK : ComposerJson.FILE)),
              List.of(Mount.cache(COMPOSER_CACHE))));
    }
    assets.ifPresent(
        node ->
            steps.add(
                new InstallStep(
                    new ChosenCommand(node.install(), "there is a package.json"), node.caches())));
    return steps;
  }

  private List<ChosenCommand> build() {
    List<ChosenCommand> detected = new ArrayList<>();
    if (composer.isPresent()) {
      detected.add(ChosenCommand.of(AUTOLOAD, "there is a " + ComposerJson.FILE));
    }
    if (framework.filter(PhpFramework.LARAVEL::equals).isPresent()) {
      detected.add(ChosenCommand.of(STORAGE, "Laravel writes there"));
    }
    assets
        .flatMap(NodeAssets::build)
        .ifPresent(
            command -> detected.add(new ChosenCommand(command, "scripts.build in package.json")));
    if (framework.filter(PhpFramework.SYMFONY::equals).isPresent()
        && composer.filter(json -> json.hasScript("post-install-cmd")).isPresent()) {
      detected.add(
          ChosenCommand.of(
              "composer run-script --no-dev post-install-cmd",
              "scripts.post-install-cmd in composer.json"));
    }
    return ChosenCommand.overridden(app.settings().build(), detected);
  }

  private boolean sourcesFirst() {
    Optional<String> reason =
        app.settings()
            .install()
            .map(setting -> "the install command is the service's own")
            .or(
                () ->
                    composer
                        .filter(ComposerJson::hasLocalPackage)
                        .map(json -> "composer.json takes packages from the repository"));
    reason.ifPresent(why -> app.notes().because("install after all sources are copied", why));
    return reason.isPresent() || assets.filter(NodeAssets::wholeTree).isPresent();
  }

  private Map<String, String> variables() {
    return framework
        .map(
            known ->
                switch (known) {
                  case LARAVEL -> Map.of("LOG_CHANNEL", "stderr");
                  case SYMFONY -> Map.of("APP_ENV", "prod");
                })
        .orElse(Map.of());
  }
}
