package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import java.util.List;
import java.util.Optional;

/**
 * A command of a plan.
 *
 * @param because where it comes from
 */
public record ChosenCommand(ShellCommand command, String because) {
  /** A command from somewhere. */
  public static ChosenCommand of(String text, String because) {
    return new ChosenCommand(new ShellCommand(text), because);
  }

  /** The start command that people wrote: the settings' or the Procfile's. */
  public static Optional<ChosenCommand> start(App app) {
    return app.settings()
        .start()
        .map(setting -> of(setting.with(Optional.empty()), setting.because()))
        .or(
            () ->
                Procfile.start(app.files())
                    .map(command -> new ChosenCommand(command, Procfile.FILE)));
  }

  /** The command, or what takes its place; empty when nothing is to be run. */
  public static Optional<ChosenCommand> overridden(
      Optional<CommandOverride> override, Optional<ChosenCommand> detected) {
    Optional<String> text = detected.map(ChosenCommand::text);
    return override
        .map(setting -> of(setting.with(text), setting.because()))
        .or(() -> detected)
        .filter(chosen -> !chosen.text().isEmpty());
  }

  /** The commands, or the one that takes the place of all of them. */
  public static List<ChosenCommand> overridden(
      Optional<CommandOverride> override, List<ChosenCommand> detected) {
    if (override.isEmpty()) {
      return List.copyOf(detected);
    }
    String because = override.get().because();
    return overridden(
            override,
            detected.stream()
                .map(ChosenCommand::text)
                .reduce((one, two) -> one + " && " + two)
                .map(text -> of(text, because)))
        .stream()
        .toList();
  }

  /** The command as people write it. */
  public String text() {
    return command.text();
  }
}
