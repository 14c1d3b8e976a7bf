package dev.clickdeploy.adapter.railpack.golang;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.model.build.BuildPlan;
import java.util.Optional;

/** Programs in Go: modules, workspaces, commands below cmd/. */
public final class GoProvider implements Provider {
  private static final Kind KIND = Kind.of("golang", "Go", "go.mod", "go.work", "main.go");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    GoRecipe recipe = new GoSteps(app).recipe();
    app.others(KIND).stream()
        .filter(other -> !other.startsWith("static site"))
        .forEach(other -> app.notes().warn(other + " is not taken into account: planned as Go"));
    Draft draft =
        new Draft(app, KIND)
            .runtime(recipe.version())
            .framework(recipe.framework())
            .start(recipe.start().text())
            .port(GoDockerfile.PORT)
            .images(app.image(recipe.version()), GoDockerfile.runImage(app));
    manager(app).ifPresent(draft::packageManager);
    recipe.install().ifPresent(install -> draft.install(install.text()));
    recipe.build().ifPresent(build -> draft.build(build.text()));
    return Optional.of(
        draft.plan(
            "Go %s, started by `%s`".formatted(recipe.version().version(), recipe.start().text()),
            GoDockerfile.of(app, recipe)));
  }

  private static Optional<String> manager(App app) {
    if (app.files().has(GoManifest.MODULE)) {
      return Optional.of("go mod");
    }
    return app.files().has(GoManifest.WORKSPACE) ? Optional.of("go work") : Optional.empty();
  }
}
