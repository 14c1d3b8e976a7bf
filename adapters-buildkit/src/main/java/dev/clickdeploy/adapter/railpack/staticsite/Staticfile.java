package dev.clickdeploy.adapter.railpack.staticsite;

import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.model.source.RootDirectory;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Staticfile says: {@code root: directory} and {@code index_fallback: true}.
 *
 * @param root the directory to serve, cleaned
 * @param fallback whether unknown paths get index.html
 */
public record Staticfile(Optional<String> root, Optional<Boolean> fallback) {
  /** Its name. */
  public static final String FILE = "Staticfile";

  private static final Pattern DIRECTORY = Pattern.compile("[\\w@.+ /-]*");
  private static final Pattern LINE =
      Pattern.compile("(?m)^(root|index_fallback)[ \\t]*:[ \\t]*['\"]?([^'\"#\\n]*)");

  /**
   * Reads the file; one that is absent says nothing.
   *
   * @throws PlanningException when the root leaves the repository
   */
  public static Staticfile read(SourceFiles files) {
    Optional<String> root = Optional.empty();
    Optional<Boolean> fallback = Optional.empty();
    Matcher line = LINE.matcher(files.text(FILE).orElse(""));
    while (line.find()) {
      String value = line.group(2).strip();
      if (line.group(1).equals("root")) {
        root = Optional.of(required(value, FILE));
      } else {
        fallback = Optional.of(value.equals("true"));
      }
    }
    return new Staticfile(root, fallback);
  }

  /** A directory of the repository that can be named in a Dockerfile; empty when it is none. */
  public static Optional<String> clean(String directory) {
    if (!DIRECTORY.matcher(directory).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(RootDirectory.clean(directory, "root"));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A directory of the repository that somebody named. */
  static String required(String directory, String where) {
    return clean(directory)
        .orElseThrow(
            () ->
                new PlanningException(
                    "the root '%s' in %s is no directory of this repository"
                        .formatted(directory.replaceAll("\\p{Cntrl}", " "), where),
                    "write a relative path of letters, digits, '.', '_', '-' and '/', such as"
                        + " public"));
  }
}
