package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.CommandOverride;
import dev.clickdeploy.adapter.railpack.app.Procfile;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Optional;

/**
 * What the container runs.
 *
 * @param argv for CMD
 * @param shown for people
 * @param because where it comes from
 * @param globalPackage npm package that it needs and the app does not bring
 */
record StartCommand(
    List<String> argv, String shown, String because, Optional<String> globalPackage) {
  private static final List<String> MAIN_FILES =
      List.of(
          "index.js", "index.ts", "server.js", "index.mjs", "server.mjs", "server.ts", "app.js");

  /**
   * The first of: the settings, Procfile, scripts.start, main, a file with a usual name, what the
   * framework builds.
   *
   * @param built whether a build runs first, which may make the main file
   */
  static Optional<StartCommand> find(NodeApp node, boolean built) {
    Optional<CommandOverride> setting = node.settings().start();
    if (setting.isPresent()) {
      String command = setting.get().with(Optional.empty());
      return Optional.of(of(new ShellCommand(command), setting.get().because()));
    }
    return Procfile.start(node.files())
        .map(command -> of(command, Procfile.FILE))
        .or(() -> node.json().script("start").map(text -> script(new ShellCommand(text), node)))
        .or(() -> mainFile(node, built))
        .or(() -> FrameworkStart.of(node));
  }

  static StartCommand of(ShellCommand command, String source) {
    return new StartCommand(command.argv(), command.text(), source, Optional.empty());
  }

  StartCommand needing(String globalPackage) {
    return new StartCommand(argv, shown, because, Optional.of(globalPackage));
  }

  /**
   * A script runs without its package manager in between, which would keep signals from it, unless
   * it needs the manager.
   */
  private static StartCommand script(ShellCommand script, NodeApp node) {
    PackageJson json = node.json();
    boolean hooks = json.script("prestart").isPresent() || json.script("poststart").isPresent();
    boolean direct =
        node.manager().fillsNodeModules() && !hooks && !DevelopmentTool.runsScripts(script.text());
    return of(
        direct ? script : new ShellCommand(node.manager().run("start")),
        "scripts.start in package.json");
  }

  private static Optional<StartCommand> mainFile(NodeApp node, boolean built) {
    SourceFiles files = node.files();
    return node.json()
        .text("main")
        .filter(main -> !main.startsWith("-"))
        .flatMap(main -> existing(files, main, built))
        .map(file -> file(file, "main in package.json", node.manager()))
        .or(
            () ->
                files
                    .first(MAIN_FILES)
                    .map(file -> file(file, "there is a " + file, node.manager())));
  }

  private static Optional<String> existing(SourceFiles files, String main, boolean built) {
    String path = main.startsWith("./") ? main.substring(2) : main;
    Optional<String> file = files.first(List.of(path, path + ".js", path + "/index.js"));
    return built ? Optional.of(file.orElse(path)) : file;
  }

  private static StartCommand file(String file, String because, PackageManager manager) {
    List<String> argv = manager.start(file);
    return new StartCommand(argv, String.join(" ", argv), because, Optional.empty());
  }
}
