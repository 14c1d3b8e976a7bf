package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import java.util.Optional;

/**
 * The commands of a plan: what a provider has detected, unless the settings put another in its
 * place. Each is noted with its reason.
 */
public final class Steps {
  private final App app;

  /** The commands of this app. */
  public Steps(App app) {
    this.app = app;
  }

  /** What brings the dependencies; empty when nothing does. */
  public Optional<ShellCommand> install(Optional<String> detected, String because) {
    return step("install", app.settings().install(), detected, because);
  }

  /** What makes the program; empty when nothing does. */
  public Optional<ShellCommand> build(Optional<String> detected, String because) {
    return step("build", app.settings().build(), detected, because);
  }

  /** What runs: the settings' command, else the Procfile's, else the detected one. */
  public Optional<ShellCommand> start(Optional<String> detected, String because) {
    if (app.settings().start().isPresent()) {
      return step("start", app.settings().start(), detected, because);
    }
    Optional<String> procfile = Procfile.start(app.files()).map(ShellCommand::text);
    return step(
        "start",
        Optional.empty(),
        procfile.or(() -> detected),
        procfile.isPresent() ? Procfile.FILE : because);
  }

  private Optional<ShellCommand> step(
      String verb, Optional<CommandOverride> override, Optional<String> detected, String because) {
    Optional<ShellCommand> command =
        override
            .map(o -> o.with(detected))
            .or(() -> detected)
            .filter(text -> !text.isBlank())
            .map(ShellCommand::new);
    command.ifPresent(
        c ->
            app.notes()
                .because(
                    verb + " by `" + c.text() + "`",
                    override.map(CommandOverride::because).orElse(because)));
    return command;
  }
}
