package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Candidates;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Apps in Python: servers, bots and scripts, with whichever package manager. */
public final class PythonProvider implements Provider {
  private static final Kind KIND =
      Kind.of(
          "python",
          "Python",
          "main.py",
          "app.py",
          "start.py",
          "bot.py",
          "hello.py",
          "server.py",
          "requirements.txt",
          "pyproject.toml",
          "Pipfile");
  private static final List<String> IGNORE = List.of("**/__pycache__", "**/.venv");

  /** Beside these, Python that starts nothing is a tool of the build. */
  private static final List<String> OTHER_RUNTIMES =
      List.of("package.json", "package.json5", "deno.json", "deno.jsonc");

  private static final List<String> VENVS = List.of("venv", "env");
  private static final List<String> MISE_FILES = List.of("mise.toml", ".mise.toml");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    PythonApp python = PythonApp.of(app);
    Optional<StartCommand> start = StartCommands.find(python);
    if (start.isEmpty()) {
      if (app.files().first(OTHER_RUNTIMES).isPresent()) {
        return Optional.empty();
      }
      throw nothingToStart(app);
    }
    Optional<PackageManager> manager =
        PackageManagers.choose(app, python.project(), python.pipfile(), python.requirements());
    ToolVersion version =
        app.tool("python", PythonWishes.of(app.files(), python.project(), python.pipfile()));
    PythonRecipe recipe = new PythonSteps(python, manager).recipe(version, start.get());
    app.notes().because("start `%s`".formatted(start.get().shown()), start.get().because());
    warnings(app);
    return Optional.of(plan(app, recipe));
  }

  private static BuildPlan plan(App app, PythonRecipe recipe) {
    StartCommand start = recipe.start();
    String image = app.image(recipe.version());
    Draft draft =
        new Draft(app, KIND)
            .runtime(recipe.version())
            .framework(start.framework())
            .start(start.shown())
            .port(PythonDockerfile.PORT)
            .images(recipe.isBuilt() ? image : null, image)
            .ignore(ignore(app));
    recipe.manager().ifPresent(manager -> draft.packageManager(manager.command()));
    recipe.manager().flatMap(PackageManager::tool).ifPresent(draft::tool);
    recipe.install().ifPresent(install -> draft.install(install.text()));
    recipe.build().ifPresent(build -> draft.build(build.text()));
    String tools =
        recipe.manager().map(manager -> ", " + manager.command()).orElse("")
            + start.framework().map(name -> ", " + name).orElse("");
    return draft.plan(
        "Python %s%s, started by `%s`".formatted(recipe.version().version(), tools, start.shown()),
        PythonDockerfile.of(app, recipe));
  }

  /** A virtual environment of the developer's machine would hide the image's own. */
  private static List<String> ignore(App app) {
    List<String> patterns = new ArrayList<>(IGNORE);
    VENVS.stream().filter(venv -> app.files().has(venv + "/pyvenv.cfg")).forEach(patterns::add);
    return patterns;
  }

  private static void warnings(App app) {
    app.others(KIND).stream()
        .filter(other -> !other.startsWith("static site"))
        .forEach(
            other -> app.notes().warn(other + " is not taken into account: planned as Python"));
    app.files().present(MISE_FILES).stream()
        .filter(file -> app.files().text(file).orElse("").contains("freethreaded"))
        .forEach(
            file ->
                app.notes()
                    .warn(
                        file
                            + " asks for a free-threaded Python, of which there is no official"
                            + " image; the ordinary one is taken"));
  }

  private static PlanningException nothingToStart(App app) {
    return new PlanningException(
        "there is nothing that could be started: looked for a start command in the settings,"
            + " Procfile, manage.py with Django, "
            + String.join(", ", StartCommands.MAIN_FILES)
            + ", a single script in pyproject.toml and a package with __main__.py"
            + Candidates.text(app),
        "set the start command, such as `python -m mypackage`, or " + Candidates.HINT);
  }
}
