package dev.clickdeploy.adapter.railpack.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Paths that files of the app write of each other. */
final class RelativePath {
  private RelativePath() {}

  /** A path that is written in a directory, from the root; empty when it leaves the app. */
  static Optional<String> below(String directory, String written) {
    if (written.startsWith("/") || written.contains(":")) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    for (String name : (directory + "/" + written).split("/")) {
      if (name.equals("..")) {
        if (names.isEmpty()) {
          return Optional.empty();
        }
        names.remove(names.size() - 1);
      } else if (!name.isEmpty() && !name.equals(".")) {
        names.add(name);
      }
    }
    return Optional.of(String.join("/", names));
  }
}
