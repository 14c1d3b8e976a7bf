package dev.clickdeploy.bootstrap.settings;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the launcher script tells the process about where it runs.
 *
 * @param interactive whether standard output is a terminal
 * @param engineSocket of a Docker Engine that may run the demo's image
 */
public record Launch(boolean interactive, Optional<Path> engineSocket) {
  private static final String UNIX = "unix://";

  /** Read from {@code CLICKDEPLOY_TTY} and {@code CLICKDEPLOY_DEMO_ENGINE}. */
  public static Launch ofEnvironment() {
    Values values = new Values(System.getenv());
    return new Launch(
        values.flag("CLICKDEPLOY_TTY"),
        values
            .text("CLICKDEPLOY_DEMO_ENGINE")
            .filter(address -> address.startsWith(UNIX))
            .map(address -> Path.of(address.substring(UNIX.length()))));
  }
}
