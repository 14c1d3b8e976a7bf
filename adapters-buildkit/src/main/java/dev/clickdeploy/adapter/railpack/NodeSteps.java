package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.adapter.railpack.NodeRecipe.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides how the parts of a Node.js app are installed, built and reduced to what runs. */
final class NodeSteps {
  private final App app;
  private final PackageJson json;
  private final PackageManager manager;
  private final Notes notes;

  NodeSteps(App app, PackageJson json, PackageManager manager, Notes notes) {
    this.app = app;
    this.json = json;
    this.manager = manager;
    this.notes = notes;
  }

  /** The service's build command, else the script of that name. */
  static Optional<ShellCommand> build(
      App app, PackageJson json, PackageManager manager, Notes notes) {
    String setting = app.settings().buildCommand();
    if (setting != null) {
      notes.because("build by `%s`".formatted(setting), "the service's settings");
      return Optional.of(new ShellCommand(setting));
    }
    if (json.script("build").isEmpty()) {
      return Optional.empty();
    }
    ShellCommand command = new ShellCommand(manager.run("build"));
    notes.because("build by `%s`".formatted(command.text()), "scripts.build in package.json");
    return Optional.of(command);
  }

  NodeRecipe recipe(NodeVersion version, Optional<ShellCommand> build, Result result) {
    Optional<String> needsSources = needsSources();
    boolean own = app.settings().installCommand() != null;
    boolean development = wantsDevelopmentPackages(result);
    boolean laterSteps = build.isPresent() || needsSources.isPresent();
    boolean modulesApart =
        !laterSteps && !own && manager.fillsNodeModules() && !json.dependencies().isEmpty();
    return new NodeRecipe(
        version,
        manager,
        needsSources.isPresent(),
        manifests(),
        install(!laterSteps && !development && !json.devDependencies().isEmpty()),
        build,
        laterSteps && !own && !development ? prune() : Optional.empty(),
        modulesApart,
        result);
  }

  private ShellCommand install(boolean production) {
    String setting = app.settings().installCommand();
    if (setting != null) {
      notes.because("install by `%s`".formatted(setting), "the service's settings");
      return new ShellCommand(setting);
    }
    Optional<String> lockfile = app.files().first(manager.lockfiles());
    ShellCommand command = new ShellCommand(manager.install(lockfile.isPresent(), production));
    notes.because(
        "install by `%s`".formatted(command.text()),
        lockfile.map(file -> "there is a " + file).orElse("there is no lock file"));
    return command;
  }

  /** The service's own command may need anything, unless it is the package manager. */
  private Optional<String> needsSources() {
    String setting = app.settings().installCommand();
    Optional<String> reason = json.needsSources();
    if (app.files().has("pnpm-workspace.yaml")) {
      reason = Optional.of("there is a pnpm-workspace.yaml");
    } else if (setting != null) {
      ShellCommand command = new ShellCommand(setting);
      if (!command.isPlain() || !command.firstWord().equals(manager.command())) {
        reason = Optional.of("the install command is the service's own");
      }
    }
    reason.ifPresent(why -> notes.because("install after all sources are copied", why));
    return reason;
  }

  private List<String> manifests() {
    List<String> manifests = new ArrayList<>(List.of(PackageJson.FILE));
    manifests.addAll(app.files().present(manager.lockfiles()));
    manifests.addAll(app.files().present(manager.configurationFiles()));
    for (String directory : manager.configurationDirectories()) {
      if (app.files().hasDirectory(directory)) {
        manifests.add(directory + "/");
      }
    }
    return manifests;
  }

  private boolean wantsDevelopmentPackages(Result result) {
    return switch (result) {
      case Result.Site site -> true;
      case Result.Program program -> usesDevelopmentPackage(program.start());
    };
  }

  private boolean usesDevelopmentPackage(StartCommand start) {
    Optional<String> tool = DevelopmentTool.neededBy(start, json);
    tool.ifPresent(
        name ->
            notes.warn(
                ("the start command uses %s of devDependencies, so all of them stay in the image;"
                        + " move it to dependencies")
                    .formatted(name)));
    return tool.isPresent();
  }

  private Optional<ShellCommand> prune() {
    return json.devDependencies().isEmpty()
        ? Optional.empty()
        : manager.prune().map(ShellCommand::new);
  }
}
