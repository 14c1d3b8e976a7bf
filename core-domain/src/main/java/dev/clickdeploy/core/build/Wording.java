package dev.clickdeploy.core.build;

import java.time.Duration;
import java.util.Locale;

/** How durations and step names read in a log. */
final class Wording {
  private Wording() {}

  /** {@code 350 ms}, {@code 2 s}, {@code 2.4 s}, {@code 3 min 12 s}. */
  static String of(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return millis % 1_000 == 0
          ? millis / 1_000 + " s"
          : String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    long seconds = millis / 1_000;
    return seconds % 60 == 0
        ? seconds / 60 + " min"
        : "%d min %d s".formatted(seconds / 60, seconds % 60);
  }

  /** A step's name with every digest cut short, so that the line fits a terminal. */
  static String shortened(String stepName) {
    return stepName
        .replaceAll("@sha256:([0-9a-f]{12})[0-9a-f]{52}", " ($1)")
        .replaceAll("sha256:([0-9a-f]{12})[0-9a-f]{52}", "$1");
  }
}
