package dev.clickdeploy.adapter.railpack.ruby;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.model.build.BuildPlan;
import java.util.List;
import java.util.Optional;

/** Apps in Ruby with a Gemfile: Rails, Rack and scripts. */
public final class RubyProvider implements Provider {
  private static final Kind KIND = Kind.of("ruby", "Ruby", Gemfile.FILE);
  private static final List<String> IGNORE =
      List.of("**/node_modules", ".bundle", "log/*.log", "tmp/cache", "vendor/bundle");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    RubyApp ruby = RubyApp.of(app);
    return RubyStart.find(ruby).map(start -> plan(ruby, new RubySteps(ruby).recipe(start)));
  }

  private static BuildPlan plan(RubyApp ruby, RubyRecipe recipe) {
    App app = ruby.app();
    warnings(ruby);
    Draft draft =
        new Draft(app, KIND)
            .runtime(recipe.version())
            .packageManager("bundler")
            .framework(ruby.framework())
            .start(recipe.start().text())
            .port(RubyDockerfile.PORT)
            .images(RubyDockerfile.buildImage(app, recipe), app.image(recipe.version()))
            .ignore(IGNORE);
    recipe.tools().forEach(draft::tool);
    recipe.install().forEach(step -> draft.install(step.command().text()));
    recipe.build().forEach(step -> draft.build(step.text()));
    return draft.plan(
        "Ruby %s%s, started by `%s`"
            .formatted(
                recipe.version().version(),
                ruby.framework().map(name -> ", " + name).orElse(""),
                recipe.start().text()),
        RubyDockerfile.of(ruby, recipe));
  }

  private static void warnings(RubyApp ruby) {
    App app = ruby.app();
    app.others(KIND).stream()
        .filter(other -> !other.startsWith("static site") && !other.startsWith("Node.js"))
        .forEach(other -> app.notes().warn(other + " is not taken into account: planned as Ruby"));
    if (!ruby.lock().isPresent()) {
      app.notes()
          .warn("there is no Gemfile.lock: each build may install other versions; commit one");
    }
    if (!ruby.lock().isForLinux()) {
      app.notes()
          .warn(
              "Gemfile.lock is for %s only; run bundle lock --add-platform x86_64-linux and commit it"
                  .formatted(String.join(", ", ruby.lock().platforms())));
    }
  }
}
