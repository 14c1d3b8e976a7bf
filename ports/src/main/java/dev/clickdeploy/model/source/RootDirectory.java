package dev.clickdeploy.model.source;

import java.util.List;

/**
 * A directory inside a repository, relative and {@code /}-separated; empty for the repository's
 * root.
 */
public record RootDirectory(String path) {
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
        || path.length() > 1_000
        || path.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "the %s '%s' must be a relative path with forward slashes".formatted(what, path));
    }
    List<String> segments =
        List.of(path.split("/")).stream().filter(s -> !s.isEmpty() && !s.equals(".")).toList();
    if (segments.contains("..")) {
      throw new IllegalArgumentException("the %s '%s' leaves the tree".formatted(what, path));
    }
    return String.join("/", segments);
  }

  @Override
  public String toString() {
    return path.isEmpty() ? "." : path;
  }
}
