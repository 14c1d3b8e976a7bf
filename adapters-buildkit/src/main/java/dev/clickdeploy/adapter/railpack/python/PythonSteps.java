package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.app.CommandOverride;
import dev.clickdeploy.adapter.railpack.app.Settings;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Decides how the dependencies of a Python app are installed, and the app built. */
final class PythonSteps {
  private final PythonApp app;
  private final Optional<PackageManager> manager;
  private final Settings settings;
  private final Notes notes;

  PythonSteps(PythonApp app, Optional<PackageManager> manager) {
    this.app = app;
    this.manager = manager;
    this.settings = app.app().settings();
    this.notes = app.app().notes();
  }

  PythonRecipe recipe(ToolVersion version, StartCommand start) {
    Optional<ShellCommand> install = install();
    Optional<ShellCommand> build = build();
    SystemPackages packages = SystemPackages.of(app.dependencies(), notes);
    Optional<String> sources = needsSources();
    boolean own = settings.install().isPresent();
    return new PythonRecipe(
        version,
        manager,
        sources.isPresent(),
        own || (install.isEmpty() && build.isPresent()),
        install,
        build,
        sources.isEmpty() && !own && settings.build().isEmpty(),
        browsers(),
        all(settings.buildPackages(), packages.build()),
        all(settings.runtimePackages(), packages.runtime()),
        start,
        StopSignal.of(app, start));
  }

  private Optional<ShellCommand> install() {
    return step(
        "install", settings.install(), manager.map(PackageManager::install), "the dependencies");
  }

  private Optional<ShellCommand> build() {
    return step(
        "build",
        settings.build(),
        manager.flatMap(PackageManager::build),
        "pyproject.toml describes the app");
  }

  private Optional<ShellCommand> step(
      String verb, Optional<CommandOverride> override, Optional<String> detected, String why) {
    Optional<ShellCommand> command =
        override
            .map(own -> own.with(detected))
            .or(() -> detected)
            .filter(text -> !text.isBlank())
            .map(ShellCommand::new);
    command.ifPresent(
        found ->
            notes.because(
                "%s by `%s`".formatted(verb, found.text()),
                override
                    .map(CommandOverride::because)
                    .or(() -> manager.map(PackageManager::because))
                    .orElse(why)));
    return command;
  }

  /** The service's own command may need anything, unless it is the package manager. */
  private Optional<String> needsSources() {
    Optional<String> reason = manager.flatMap(PackageManager::sources);
    Optional<CommandOverride> setting = settings.install();
    if (setting.isPresent() && !isManager(new ShellCommand(setting.get().with(Optional.empty())))) {
      reason = Optional.of("the install command is the service's own");
    }
    reason.ifPresent(why -> notes.because("install after all sources are copied", why));
    return reason;
  }

  private boolean isManager(ShellCommand command) {
    return command.isPlain()
        && manager.filter(known -> known.command().equals(command.firstWord())).isPresent();
  }

  private boolean browsers() {
    boolean wanted = settings.isOn("PYTHON_PLAYWRIGHT_INSTALL");
    if (wanted && !app.uses("playwright")) {
      notes.warn("RAILPACK_PYTHON_PLAYWRIGHT_INSTALL has no effect: playwright is no dependency");
    }
    if (!wanted && app.uses("playwright")) {
      notes.warn(
          "playwright is a dependency, but no browser is installed; set"
              + " RAILPACK_PYTHON_PLAYWRIGHT_INSTALL=1 if the app needs one");
    }
    return wanted && app.uses("playwright");
  }

  private static List<String> all(List<String> wanted, Set<String> needed) {
    return Stream.concat(wanted.stream(), needed.stream()).distinct().sorted().toList();
  }
}
