package dev.clickdeploy.adapter.buildkit.pattern;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pattern of a list.
 *
 * @param exception whether it begins with {@code !} and takes back what an earlier one matched
 */
record PathPattern(boolean exception, Pattern path) {

  /**
   * Reads a pattern; absent for a blank one.
   *
   * @throws IllegalArgumentException when it is malformed
   */
  static Optional<PathPattern> parse(String text) {
    String stripped = text.strip();
    if (stripped.isEmpty()) {
      return Optional.empty();
    }
    String clean = CleanPath.of(stripped);
    boolean exception = clean.startsWith("!");
    if (exception && clean.length() == 1) {
      throw new IllegalArgumentException("'!' alone is not a valid pattern of .dockerignore");
    }
    return Optional.of(
        new PathPattern(exception, Glob.compile(exception ? clean.substring(1) : clean)));
  }

  boolean matches(String candidate) {
    return path.matcher(candidate).matches();
  }
}
