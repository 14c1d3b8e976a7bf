package dev.clickdeploy.model.source;

import dev.clickdeploy.model.Texts;
import java.util.List;

/**
 * A directory inside a repository, relative and {@code /}-separated; empty for the repository's
 * root.
 */
public record RootDirectory(String path) {
  // before the constant, which is checked by it
  private static final int MAX_LENGTH = 1_000;

  /** The whole repository. */
  public static final RootDirectory REPOSITORY = new RootDirectory("");

  public RootDirectory {
    path = clean(path, "root directory");
  }

  /**
   * A relative path inside the tree, without {@code .} and empty segments.
   *
   * @throws IllegalArgumentException when it is absolute, leaves the tree or has a backslash
   */
  public static String clean(String path, String what) {
    if (path.startsWith("/")
        || path.indexOf('\\') >= 0
        || path.length() > MAX_LENGTH
        || path.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the %s '%s' must be a relative path with forward slashes, of at most %d characters"
              .formatted(what, Texts.cut(path, 60, "…"), MAX_LENGTH));
    }
    List<String> segments =
        List.of(path.split("/")).stream().filter(s -> !s.isEmpty() && !s.equals(".")).toList();
    if (segments.contains("..")) {
      throw new IllegalArgumentException(
          "the %s '%s' leaves the tree".formatted(what, Texts.cut(path, 60, "…")));
    }
    return String.join("/", segments);
  }

  @Override
  public String toString() {
    return path.isEmpty() ? "." : path;
  }
}
