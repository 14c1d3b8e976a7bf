package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.CommandOverride;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.node.NodeRecipe.Result;
import dev.clickdeploy.model.build.ToolVersion;
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
    Optional<String> detected = json.script("build").map(script -> manager.run("build"));
    Optional<CommandOverride> override = app.settings().build();
    Optional<String> command = override.map(o -> o.with(detected)).or(() -> detected);
    String because = override.map(CommandOverride::because).orElse("scripts.build in package.json");
    command.ifPresent(text -> notes.because("build by `%s`".formatted(text), because));
    return command.filter(text -> !text.isEmpty()).map(ShellCommand::new);
  }

  NodeRecipe recipe(ToolVersion version, Optional<ShellCommand> build, Result result) {
    Optional<String> needsSources = needsSources();
    boolean own = app.settings().install().isPresent();
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
    Optional<String> lockfile = app.files().first(manager.lockfiles());
    String detected = manager.install(lockfile.isPresent(), production);
    Optional<CommandOverride> override = app.settings().install();
    ShellCommand command =
        new ShellCommand(override.map(o -> o.with(Optional.of(detected))).orElse(detected));
    notes.because(
        "install by `%s`".formatted(command.text()),
        override
            .map(CommandOverride::because)
            .or(() -> lockfile.map(file -> "there is a " + file))
            .orElse("there is no lock file"));
    return command;
  }

  /** The service's own command may need anything, unless it is the package manager. */
  private Optional<String> needsSources() {
    Optional<CommandOverride> setting = app.settings().install();
    Optional<String> reason = json.needsSources();
    if (app.files().has("pnpm-workspace.yaml")) {
      reason = Optional.of("there is a pnpm-workspace.yaml");
    } else if (setting.isPresent()) {
      ShellCommand command = new ShellCommand(setting.get().with(Optional.empty()));
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
