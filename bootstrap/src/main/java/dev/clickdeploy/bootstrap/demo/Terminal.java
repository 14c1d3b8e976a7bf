package dev.clickdeploy.bootstrap.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Where the demo speaks: colours and a line that changes in place on a terminal, plain lines
 * elsewhere.
 */
final class Terminal {
  private static final int WIDTH = 100;

  private final PrintStream out;
  private final boolean interactive;
  private boolean statusShown;

  Terminal(PrintStream out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
  }

  void line(String text) {
    clearStatus();
    out.println(text);
  }

  void heading(String text) {
    line("");
    line(styled("1", "▸ " + text));
  }

  void fact(String name, String value) {
    line("  %-12s %s".formatted(name, value));
  }

  void success(String text) {
    line(styled("32", "✔ " + text));
  }

  void failure(String text) {
    line(styled("31", "✘ " + text));
  }

  String faint(String text) {
    return styled("2", text);
  }

  /** Replaces the changing line; says nothing when there is no terminal. */
  void status(String text) {
    if (interactive) {
      String fitting = text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text;
      out.print("\r\033[K" + styled("36", fitting));
      out.flush();
      statusShown = true;
    }
  }

  private void clearStatus() {
    if (statusShown) {
      out.print("\r\033[K");
      statusShown = false;
    }
  }

  private String styled(String code, String text) {
    return interactive ? "\033[" + code + "m" + text + "\033[0m" : text;
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
