package dev.clickdeploy.adapter.railpack.php;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.ChosenCommand;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.staticsite.StaticSite;
import dev.clickdeploy.model.build.BuildPlan;
import java.util.List;
import java.util.Optional;

/** Apps in PHP, served by Apache: Laravel, Symfony and plain files, with or without Composer. */
public final class PhpProvider implements Provider {
  private static final Kind KIND = Kind.of("php", "PHP", "index.php", "composer.json");
  private static final List<String> IGNORE = List.of("**/node_modules", "vendor");
  private static final List<String> OTHERS = List.of("package.json", StaticSite.CONFIGURATION);
  private static final List<String> RAILPACKS = List.of("Caddyfile", "start-container.sh");

  @Override
  public Kind kind() {
    return KIND;
  }

  /** An app of Node.js or a site may have a composer.json for its developers' tools. */
  @Override
  public Optional<BuildPlan> plan(App app) {
    Optional<DocumentRoot> root = DocumentRoot.find(app);
    if (root.isEmpty()
        && ChosenCommand.start(app).isEmpty()
        && app.files().first(OTHERS).isPresent()
        && app.settings().provider().isEmpty()) {
      return Optional.empty();
    }
    PhpRecipe recipe = new PhpSteps(app, ComposerJson.read(app.files())).recipe(root);
    app.others(KIND).stream()
        .filter(other -> !other.startsWith("static site") && !other.startsWith("Node.js"))
        .forEach(other -> app.notes().warn(other + " is not taken into account: planned as PHP"));
    app.files()
        .present(RAILPACKS)
        .forEach(file -> app.notes().warn(file + " has no effect: Apache serves the app"));
    return Optional.of(plan(app, recipe));
  }

  private static BuildPlan plan(App app, PhpRecipe recipe) {
    String image = app.image(recipe.version());
    Draft draft =
        new Draft(app, KIND)
            .runtime(recipe.version())
            .framework(recipe.framework().map(PhpFramework::id))
            .start(recipe.start().text())
            .port(ApacheConfiguration.PORT)
            .images(recipe.isBuilt() ? image : null, image)
            .ignore(ignored(app, recipe));
    recipe.composer().ifPresent(tool -> draft.packageManager("composer").tool(tool));
    recipe.assets().ifPresent(assets -> assets.tools().forEach(draft::tool));
    recipe.install().forEach(step -> draft.install(step.command().text()));
    recipe.build().forEach(step -> draft.build(step.text()));
    return draft.plan(
        "PHP %s%s, %s"
            .formatted(
                recipe.version().version(),
                recipe.framework().map(known -> ", " + known.id()).orElse(""),
                recipe.root().isPresent()
                    ? "served by Apache"
                    : "started by `%s`".formatted(recipe.start().text())),
        PhpDockerfile.of(app, recipe));
  }

  /** A vendor directory without Composer is the app's own. */
  private static List<String> ignored(App app, PhpRecipe recipe) {
    boolean installs = recipe.composer().isPresent() && app.settings().install().isEmpty();
    return installs ? IGNORE : List.of("**/node_modules");
  }
}
