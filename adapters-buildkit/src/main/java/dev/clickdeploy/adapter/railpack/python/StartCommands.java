package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.app.CommandOverride;
import dev.clickdeploy.adapter.railpack.app.Procfile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The start command: the service's setting, Procfile, a framework, a main file, a script of the
 * package, the package itself (Railpack, core/providers/python, but for the last two).
 */
final class StartCommands {
  /** Railpack's, in its order. */
  static final List<String> MAIN_FILES =
      List.of("main.py", "app.py", "start.py", "bot.py", "hello.py", "server.py");

  private static final List<String> OTHER_FILES =
      List.of("run.py", "src/main.py", "src/app.py", "app/main.py");
  private static final Pattern PACKAGE =
      Pattern.compile("(?:src/)?([A-Za-z_][A-Za-z0-9_]*)/__main__\\.py");
  private static final Pattern SCRIPT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private StartCommands() {}

  /** The command; empty when nothing can be started. */
  static Optional<StartCommand> find(PythonApp app) {
    Optional<CommandOverride> setting = app.app().settings().start();
    if (setting.isPresent()) {
      return Optional.of(
              StartCommand.of(setting.get().with(Optional.empty()), setting.get().because()))
          .map(start -> named(start, app));
    }
    return Procfile.start(app.files())
        .map(command -> named(StartCommand.of(command.text(), Procfile.FILE), app))
        .or(() -> Django.start(app))
        .or(() -> WebApp.start(app))
        .or(() -> mainFile(app).map(start -> named(start, app)))
        .or(() -> script(app))
        .or(() -> module(app));
  }

  private static StartCommand named(StartCommand start, PythonApp app) {
    return Frameworks.name(app).map(start::with).orElse(start);
  }

  private static Optional<StartCommand> mainFile(PythonApp app) {
    return app.files()
        .first(MAIN_FILES)
        .or(() -> app.files().first(OTHER_FILES))
        .map(file -> StartCommand.of("python " + file, "there is a " + file));
  }

  /** The only script of a package; which of several is meant, nobody can know. */
  private static Optional<StartCommand> script(PythonApp app) {
    for (String table : List.of("project.scripts", "tool.poetry.scripts")) {
      List<String> names = app.project().names(table);
      if (names.size() == 1
          && app.project().isPackage()
          && SCRIPT.matcher(names.get(0)).matches()) {
        return Optional.of(
            StartCommand.of(names.get(0), "it is the only one of " + table + " in pyproject.toml"));
      }
    }
    return Optional.empty();
  }

  private static Optional<StartCommand> module(PythonApp app) {
    List<String> found = app.files().matching(PACKAGE).limit(2).toList();
    return found.size() == 1
        ? found.stream()
            .map(path -> path.replaceFirst("/__main__\\.py$", "").replaceFirst("^src/", ""))
            .map(name -> StartCommand.of("python -m " + name, "there is a " + found.get(0)))
            .findFirst()
        : Optional.empty();
  }
}
