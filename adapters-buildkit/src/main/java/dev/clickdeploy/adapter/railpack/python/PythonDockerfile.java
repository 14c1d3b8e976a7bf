package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.StepSecrets;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the Dockerfile of a Python app, stage by stage. */
final class PythonDockerfile {
  /** Where the app listens unless PORT says otherwise. */
  static final int PORT = 8000;

  private static final String APP = "/app";
  private static final String VENV = APP + "/.venv";
  private static final String BROWSERS = "/opt/playwright";

  private final App app;
  private final PythonRecipe recipe;
  private final String image;
  private final Dockerfile text = new Dockerfile();

  private PythonDockerfile(App app, PythonRecipe recipe) {
    this.app = app;
    this.recipe = recipe;
    this.image = app.image(recipe.version());
  }

  static Dockerfile of(App app, PythonRecipe recipe) {
    PythonDockerfile dockerfile = new PythonDockerfile(app, recipe);
    if (recipe.isBuilt()) {
      dockerfile.buildStage();
    }
    dockerfile.lastStage();
    return dockerfile.text;
  }

  private void buildStage() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("PIP_DISABLE_PIP_VERSION_CHECK", "1");
    variables.put("PIP_ROOT_USER_ACTION", "ignore");
    recipe.manager().ifPresent(manager -> variables.putAll(manager.variables()));
    Stage stage =
        text.stage(image, "build").packages(recipe.buildPackages()).workdir(APP).env(variables);
    recipe
        .manager()
        .flatMap(PackageManager::tool)
        .map(tool -> new ShellCommand("pip install " + PipRequirement.of(tool)))
        .ifPresent(command -> stage.run(command, PackageManager.PIP_CACHE));
    if (recipe.venvFirst()) {
      stage.run(new ShellCommand(Pip.VENV));
    }
    stage.path(VENV + "/bin").env(app.settings().variables());
    steps(stage);
  }

  private void steps(Stage stage) {
    if (recipe.sourcesFirst()) {
      stage.copy(List.of("."), ".");
    } else {
      recipe.manager().ifPresent(manager -> Manifests.copy(stage, manager.files()));
    }
    recipe
        .install()
        .ifPresent(
            install ->
                stage.run(
                    install, caches(), StepSecrets.install(app, List.of("requirements.txt"))));
    if (recipe.build().isPresent() && !recipe.sourcesFirst()) {
      stage.copy(List.of("."), ".");
    }
    recipe.build().ifPresent(build -> stage.run(build, caches(), StepSecrets.build(app)));
  }

  private List<Mount> caches() {
    return recipe.manager().map(PackageManager::cache).stream().toList();
  }

  /**
   * Copied before WORKDIR, which would make the directory root's. HOME, because the user has no
   * directory of its own and libraries write there.
   */
  private void lastStage() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("HOME", APP);
    variables.put("PORT", String.valueOf(PORT));
    variables.put("PYTHONDONTWRITEBYTECODE", "1");
    variables.put("PYTHONFAULTHANDLER", "1");
    variables.put("PYTHONUNBUFFERED", "1");
    if (recipe.browsers()) {
      variables.put("PLAYWRIGHT_BROWSERS_PATH", BROWSERS);
    }
    variables.putAll(app.settings().variables());
    Stage stage =
        text.stage(image).packages(recipe.runtimePackages()).env(variables).path(VENV + "/bin");
    content(stage);
    stage
        .workdir(APP)
        .user()
        .label(Stage.BASE_NAME, image)
        .expose(PORT)
        .stopSignal(recipe.stopSignal())
        .cmd(recipe.start().argv());
  }

  private void content(Stage stage) {
    if (recipe.isBuilt() && recipe.venvApart()) {
      stage.copyOwnedFrom("build", VENV, VENV);
      browsers(stage);
      stage.copyOwned(List.of("."), APP);
    } else if (recipe.isBuilt()) {
      stage.copyOwnedFrom("build", APP, APP);
      browsers(stage);
    } else {
      stage.copyOwned(List.of("."), APP);
    }
  }

  private void browsers(Stage stage) {
    if (recipe.browsers()) {
      stage.run(
          new ShellCommand("playwright install --with-deps chromium"),
          Mount.lockedCache("/var/cache/apt"),
          Mount.lockedCache("/var/lib/apt"));
    }
  }
}
