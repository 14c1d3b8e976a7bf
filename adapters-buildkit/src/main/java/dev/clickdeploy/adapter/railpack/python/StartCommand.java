package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import java.util.List;
import java.util.Optional;

/**
 * What the container runs.
 *
 * @param argv for CMD
 * @param shown for people
 * @param because where it comes from
 * @param framework what serves the app, if it is known
 */
record StartCommand(List<String> argv, String shown, String because, Optional<String> framework) {
  StartCommand {
    argv = List.copyOf(argv);
  }

  static StartCommand of(String command, String because) {
    ShellCommand shell = new ShellCommand(command);
    return new StartCommand(shell.argv(), shell.text(), because, Optional.empty());
  }

  /** Runs another command first; the shell makes room for this one, which gets the stop signal. */
  StartCommand after(String first) {
    return new StartCommand(
        List.of("/bin/sh", "-c", first + " && exec " + shown),
        first + " && " + shown,
        because,
        framework);
  }

  StartCommand with(String name) {
    return new StartCommand(argv, shown, because, Optional.of(name));
  }
}
