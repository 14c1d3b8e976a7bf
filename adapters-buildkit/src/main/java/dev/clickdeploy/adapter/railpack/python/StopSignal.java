package dev.clickdeploy.adapter.railpack.python;

import java.util.regex.Pattern;

/** The signal that ends a Python program in a container. */
final class StopSignal {
  private static final Pattern MODULE = Pattern.compile("(?:[^./][^/]*/){0,2}[^/]+\\.py");
  private static final Pattern PLAIN =
      Pattern.compile("python[0-9.]* (?:-u )?(?:[^-\\s][^\\s]*\\.py|-m [A-Za-z0-9_.]+)(?: .*)?");
  private static final int MAX_FILES = 100;
  private static final int HEAD = 64 * 1024;

  private StopSignal() {}

  /**
   * A program that is the container's first process gets only signals that it handles. Python
   * itself handles SIGINT (docs.python.org, "signal"); servers and careful programs handle SIGTERM
   * too.
   */
  static String of(PythonApp app, StartCommand start) {
    if (!PLAIN.matcher(start.shown()).matches() || start.shown().contains("manage.py")) {
      return "SIGTERM";
    }
    boolean handled =
        app.files()
            .matching(MODULE)
            .limit(MAX_FILES)
            .anyMatch(path -> app.files().head(path, HEAD).contains("SIGTERM"));
    if (handled) {
      return "SIGTERM";
    }
    app.app()
        .notes()
        .because("stop by SIGINT", "nothing in the app handles SIGTERM, and Python handles SIGINT");
    return "SIGINT";
  }
}
