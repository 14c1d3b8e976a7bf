package dev.clickdeploy.benchmarks.http.driver;

import dev.clickdeploy.model.deployment.LogLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Lines as package managers and compilers write them: 20 to 160 characters, some in colours. */
final class Lines {
  /** What a build's journal writes at once, at most. */
  static final int BATCH = 1_000;

  private static final String[] WORDS = {
    "Downloading",
    "https://registry.example/",
    "compiled",
    "src/main/components/",
    "\u001b[32m✓\u001b[0m",
    "node_modules/",
    "warning:",
    "in 1.42s",
    "[INFO]",
    "added 214 packages",
    "layer sha256:5f70bf18"
  };

  private Lines() {}

  /** The lines from one number to another; each begins with its number. */
  static List<LogLine> batch(int from, int to) {
    Instant now = Instant.now();
    List<LogLine> lines = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      lines.add(new LogLine(now, LogLine.Stream.STDOUT, text(i)));
    }
    return lines;
  }

  static String text(int number) {
    StringBuilder text = new StringBuilder(160).append(number);
    int words = 1 + number % 8;
    for (int i = 0; i < words; i++) {
      text.append(' ').append(WORDS[(number + i * 7) % WORDS.length]);
    }
    return text.toString();
  }

  static int number(String text) {
    int end = text.indexOf(' ');
    return Integer.parseInt(end < 0 ? text : text.substring(0, end));
  }
}
