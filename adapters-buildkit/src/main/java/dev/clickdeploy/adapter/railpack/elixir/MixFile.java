package dev.clickdeploy.adapter.railpack.elixir;

import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mix.exs, which is a program: only what can be recognized in its text counts.
 *
 * @param text without comments
 */
record MixFile(String text) {
  static final String FILE = "mix.exs";
  static final String LOCK = "mix.lock";

  private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*#.*$");
  private static final Pattern APP = Pattern.compile("\\bapp:\\s{0,9}:([a-z_][a-zA-Z0-9_]*)");
  private static final Pattern ELIXIR = Pattern.compile("\\belixir:\\s{0,9}\"([^\"\\n]{1,100})\"");
  private static final Pattern RELEASE =
      Pattern.compile(
          "(?:\\breleases:\\s{0,9}\\[|\\bdefp?\\s{1,9}releases\\b[^\\[\\n"
              + "]{0,40}\\n"
              + "?\\s{0,40}\\[)\\s{0,99}([a-z_][a-zA-Z0-9_]*):");
  private static final Pattern DEPENDENCY =
      Pattern.compile("\\{\\s{0,9}:([a-z_][a-z0-9_]*)\\s{0,9},");

  /**
   * Reads the file.
   *
   * @throws PlanningException when it is longer than 1 MB
   */
  static MixFile read(SourceFiles files) {
    String text =
        files
            .text(FILE)
            .orElseThrow(
                () ->
                    new PlanningException(
                        FILE + " is longer than 1 MB", "keep generated data out of " + FILE));
    return new MixFile(COMMENT.matcher(text).replaceAll(""));
  }

  /** The version that it demands. */
  Optional<String> elixir() {
    return find(ELIXIR);
  }

  /** The name of what {@code mix release} makes: the first that is declared, else the app's. */
  Optional<String> release() {
    return find(RELEASE).or(() -> find(APP));
  }

  boolean isUmbrella() {
    return text.contains("apps_path:");
  }

  boolean uses(String dependency) {
    return text.contains(":" + dependency + ",");
  }

  boolean hasDependencies() {
    return DEPENDENCY.matcher(text).find();
  }

  boolean hasAlias(String name) {
    return text.contains("\"" + name + "\":");
  }

  private Optional<String> find(Pattern pattern) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
