package dev.clickdeploy.adapter.railpack.dockerfile;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts as the places of a Dockerfile take them literally. */
final class Quoted {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+,=:./-]+");
  private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9_@+./][A-Za-z0-9_@+./-]*");
  // COPY takes patterns and variables in names (moby/buildkit, frontend/dockerfile, dispatchCopy)
  private static final Pattern PATTERN_OR_VARIABLE = Pattern.compile("[*?\\[\\]\\\\$\\p{Cntrl}]");

  private Quoted() {}

  /** A value in which nothing is expanded. */
  static String word(String text) {
    if (PLAIN.matcher(text).matches()) {
      return text;
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new PlanningException(
          "a value for the Dockerfile has a control character", "write it on a single line");
    }
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + '"';
  }

  /** A word of a command that no shell expands. */
  static String shell(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** The same, without quotes where none are needed. */
  static String shellWord(String text) {
    return PLAIN.matcher(text).matches() ? text : shell(text);
  }

  /** What stands after COPY and its options. */
  static String paths(List<String> sources, String target) {
    List<String> all = Stream.concat(sources.stream(), Stream.of(target)).toList();
    for (String path : all) {
      if (!isPath(path)) {
        throw new PlanningException(
            "the path '%s' cannot be named in a Dockerfile"
                .formatted(path.replaceAll("\\p{Cntrl}", "?")),
            "rename it without control characters and *, ?, [, ], \\ and $");
      }
    }
    return all.stream().allMatch(path -> PLAIN_PATH.matcher(path).matches())
        ? String.join(" ", all)
        : array(all);
  }

  /** Whether COPY can name the path, and means it literally. */
  static boolean isPath(String path) {
    return !path.isEmpty() && !PATTERN_OR_VARIABLE.matcher(path).find();
  }

  /** A JSON array, as exec forms are written. */
  static String array(List<String> argv) {
    return argv.stream()
        .map(word -> "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(word)) + "\"")
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
