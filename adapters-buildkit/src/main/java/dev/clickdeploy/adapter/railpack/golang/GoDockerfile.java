package dev.clickdeploy.adapter.railpack.golang;

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

/** Writes the Dockerfile of a Go program: built with the compiler's image, run without it. */
final class GoDockerfile {
  /** Where the app listens unless PORT says otherwise. */
  static final int PORT = 8080;

  private static final String APP = "/app";
  private static final String RUN_IMAGE = "debian:trixie-slim";
  private static final String AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt";
  private static final List<Mount> CACHES =
      List.of(Mount.cache("/go/pkg/mod"), Mount.cache("/root/.cache/go-build"));

  private final App app;
  private final GoRecipe recipe;
  private final Dockerfile text = new Dockerfile();

  private GoDockerfile(App app, GoRecipe recipe) {
    this.app = app;
    this.recipe = recipe;
  }

  static Dockerfile of(App app, GoRecipe recipe) {
    GoDockerfile dockerfile = new GoDockerfile(app, recipe);
    dockerfile.buildStage();
    dockerfile.lastStage();
    return dockerfile.text;
  }

  /** The image that the program runs in. */
  static String runImage(App app) {
    return app.images().official(RUN_IMAGE);
  }

  private void buildStage() {
    Map<String, String> variables = new TreeMap<>(recipe.variables());
    variables.putAll(app.settings().variables());
    Stage stage =
        text.stage(app.image(recipe.version()), "build")
            .packages(app.settings().buildPackages())
            .workdir(APP)
            .env(variables);
    boolean sourcesFirst = recipe.modules().wholeTree() || recipe.install().isEmpty();
    if (sourcesFirst) {
      stage.copy(List.of("."), ".");
    } else {
      recipe.modules().manifests().forEach((directory, files) -> copy(stage, directory, files));
    }
    recipe
        .install()
        .ifPresent(install -> stage.run(install.command(), CACHES, StepSecrets.install(app)));
    if (!sourcesFirst) {
      stage.copy(List.of("."), ".");
    }
    recipe.build().ifPresent(build -> stage.run(build.command(), CACHES, StepSecrets.build(app)));
    if (recipe.modules().vendored() && !recipe.alone()) {
      stage.run(new ShellCommand("rm -rf vendor"));
    }
  }

  private static void copy(Stage stage, String directory, List<String> files) {
    stage.copy(files, "./" + directory);
  }

  /** The authorities come along because the small image has none. */
  private void lastStage() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("PORT", String.valueOf(PORT));
    recipe.variables().entrySet().stream()
        .filter(variable -> !variable.getKey().startsWith("CGO_"))
        .forEach(variable -> variables.put(variable.getKey(), variable.getValue()));
    variables.putAll(app.settings().variables());
    String content = recipe.alone() ? APP + "/" + recipe.output() : APP;
    text.stage(runImage(app))
        .packages(app.settings().runtimePackages())
        .env(variables)
        .copyFrom("build", AUTHORITIES, AUTHORITIES)
        .copyOwnedFrom("build", content, content)
        .workdir(APP)
        .user()
        .label(Stage.BASE_NAME, runImage(app))
        .expose(PORT)
        .stopSignal("SIGTERM")
        .cmd(recipe.start().command().argv());
  }
}
