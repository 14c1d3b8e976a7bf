package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.App;
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
 */
record StartCommand(List<String> argv, String shown, String because) {
  private static final List<String> MAIN_FILES =
      List.of("server.js", "index.js", "server.mjs", "index.mjs", "app.js");
  private static final List<String> BUN_FILES = List.of("index.ts", "server.ts");

  /**
   * The first of: the service's setting, Procfile, scripts.start, main, a file with a usual name.
   *
   * @param built whether a build runs first, which may make the main file
   */
  static Optional<StartCommand> find(
      App app, PackageJson json, PackageManager manager, boolean built) {
    Optional<CommandOverride> setting = app.settings().start();
    if (setting.isPresent()) {
      String command = setting.get().with(Optional.empty());
      return Optional.of(of(new ShellCommand(command), setting.get().because()));
    }
    return Procfile.start(app.files())
        .map(command -> of(command, Procfile.FILE))
        .or(() -> json.script("start").map(text -> script(new ShellCommand(text), json, manager)))
        .or(() -> mainFile(app.files(), json, manager, built));
  }

  private static StartCommand of(ShellCommand command, String source) {
    return new StartCommand(command.argv(), command.text(), source);
  }

  /**
   * A script runs without its package manager in between, which would keep signals from it, unless
   * it needs the manager.
   */
  private static StartCommand script(
      ShellCommand script, PackageJson json, PackageManager manager) {
    boolean hooks = json.script("prestart").isPresent() || json.script("poststart").isPresent();
    boolean direct =
        manager.fillsNodeModules() && !hooks && !DevelopmentTool.runsScripts(script.text());
    return of(
        direct ? script : new ShellCommand(manager.run("start")), "scripts.start in package.json");
  }

  private static Optional<StartCommand> mainFile(
      SourceFiles files, PackageJson json, PackageManager manager, boolean built) {
    return json.text("main")
        .filter(main -> !main.startsWith("-"))
        .flatMap(main -> existing(files, main, built))
        .map(file -> file(file, "main in package.json", manager))
        .or(() -> files.first(MAIN_FILES).map(file -> file(file, "there is a " + file, manager)))
        .or(
            () ->
                files
                    .first(manager instanceof Bun ? BUN_FILES : List.of())
                    .map(file -> file(file, "there is a " + file, manager)));
  }

  private static Optional<String> existing(SourceFiles files, String main, boolean built) {
    String path = main.startsWith("./") ? main.substring(2) : main;
    Optional<String> file = files.first(List.of(path, path + ".js", path + "/index.js"));
    return built ? Optional.of(file.orElse(path)) : file;
  }

  private static StartCommand file(String file, String because, PackageManager manager) {
    List<String> argv = manager.start(file);
    return new StartCommand(argv, String.join(" ", argv), because);
  }
}
