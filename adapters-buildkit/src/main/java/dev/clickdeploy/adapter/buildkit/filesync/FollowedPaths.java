package dev.clickdeploy.adapter.buildkit.filesync;

import dev.clickdeploy.adapter.buildkit.pattern.CleanPath;
import dev.clickdeploy.adapter.buildkit.pattern.PathPatterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Paths with every symbolic link on their way resolved, so that links arrive together with what
 * they lead to (fsutil, followlinks.go). Links never leave the directory: an absolute one begins at
 * its root.
 */
final class FollowedPaths {
  private final LocalDirectory directory;
  private final Set<String> resolved = new TreeSet<>();

  private FollowedPaths(LocalDirectory directory) {
    this.directory = directory;
  }

  /** What to include; empty when that is everything. */
  static List<String> of(LocalDirectory directory, List<String> paths) {
    FollowedPaths followed = new FollowedPaths(directory);
    paths.forEach(followed::follow);
    return followed.resolved.contains(".") ? List.of() : List.copyOf(followed.resolved);
  }

  private void follow(String path) {
    String clean = CleanPath.of("/" + path).substring(1);
    if (clean.isEmpty()) {
      resolved.add(".");
    } else {
      follow("", clean);
    }
  }

  /** Goes on below a directory, name by name, up to the end or the first link. */
  private void follow(String directory, String path) {
    int slash = path.indexOf('/');
    String name = slash < 0 ? path : path.substring(0, slash);
    String rest = slash < 0 ? "" : path.substring(slash + 1);
    String current = directory.isEmpty() ? name : directory + "/" + name;
    List<String> targets = targets(current, name);
    if (!rest.isEmpty() && targets.isEmpty()) {
      follow(current, rest);
    } else if (resolved.add(current)) {
      targets.forEach(target -> follow(target + "/" + rest));
    }
  }

  private List<String> targets(String path, String name) {
    if (!PathPatterns.isWildcard(name)) {
      return target(path);
    }
    String parent = parent(path);
    Pattern wanted = PathPatterns.name(name);
    List<String> targets = new ArrayList<>();
    for (String candidate : directory.names(parent)) {
      if (wanted.matcher(candidate).matches()) {
        targets.addAll(target(parent.equals(".") ? candidate : parent + "/" + candidate));
      }
    }
    return targets;
  }

  private List<String> target(String path) {
    return directory
        .find(path)
        .filter(Node::isSymlink)
        .map(Node::linkTarget)
        .map(to -> to.startsWith("/") ? to : parent(path) + "/" + to)
        .map(List::of)
        .orElse(List.of());
  }

  private static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "." : path.substring(0, slash);
  }
}
