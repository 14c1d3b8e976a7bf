package dev.clickdeploy.core.build;

import dev.clickdeploy.model.deployment.SourceExcerpt;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How durations and step names read in a log. */
final class Wording {
  private static final String UNITS = "kMGTPE";

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

  /**
   * {@code 512 bytes}, {@code 1.5 kB}, {@code 200 MB}: powers of a thousand, as registries count.
   */
  static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " bytes";
    }
    double size = bytes;
    int unit = -1;
    while (size >= 999.5 && unit < UNITS.length() - 1) {
      size /= 1_000;
      unit++;
    }
    return String.format(
        Locale.ROOT, size < 9.95 ? "%.1f %cB" : "%.0f %cB", size, UNITS.charAt(unit));
  }

  /** An instruction's lines with their numbers. */
  static List<String> numbered(SourceExcerpt excerpt) {
    List<String> lines = excerpt.text().lines().toList();
    int width = String.valueOf(excerpt.line() + lines.size()).length();
    return IntStream.range(0, lines.size())
        .mapToObj(i -> ("%" + width + "d | %s").formatted(excerpt.line() + i, lines.get(i)))
        .toList();
  }

  /** A step's name with every digest cut short, so that the line fits a terminal. */
  static String shortened(String stepName) {
    return stepName
        .replaceAll("@sha256:([0-9a-f]{12})[0-9a-f]{52}", " ($1)")
        .replaceAll("sha256:([0-9a-f]{12})[0-9a-f]{52}", "$1");
  }
}
