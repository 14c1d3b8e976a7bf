package dev.clickdeploy.adapter.railpack.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command that takes the place of a detected one.
 *
 * @param commands run one after the other; {@code ...} stands for the detected one
 * @param because where it is written
 */
public record CommandOverride(List<String> commands, String because) {
  static final String DETECTED = "...";

  public CommandOverride {
    commands = List.copyOf(commands);
  }

  /** Whether nothing of the detected command is left. */
  public boolean replaces() {
    return !commands.contains(DETECTED);
  }

  /** The command to run, given the detected one. */
  public String with(Optional<String> detected) {
    List<String> all = new ArrayList<>();
    for (String command : commands) {
      if (command.equals(DETECTED)) {
        detected.ifPresent(all::add);
      } else {
        all.add(command);
      }
    }
    return String.join(" && ", all);
  }
}
