package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Symbolic links that leave their tree. As links they are content like any other, which an image
 * may well need: Docker copies them as they are. To read through one would be to read somebody
 * else's file, so that is refused and not just found absent.
 */
final class LeavingLinks {
  private static final int LONGEST_TARGET = 4_096;

  private LeavingLinks() {}

  /**
   * Refuses a path that is such a link.
   *
   * @throws dev.clickdeploy.port.out.PortException of class SOURCE
   * @throws IOException when the link cannot be read
   */
  static void refuse(SourceTree tree, TreeEntry entry) throws IOException {
    if (entry.kind() != TreeEntry.Kind.SYMLINK) {
      return;
    }
    String target;
    try (InputStream in = tree.open(entry)) {
      target = new String(in.readNBytes(LONGEST_TARGET), StandardCharsets.UTF_8);
    }
    if (leaves(entry.path(), target)) {
      throw Refusals.source(
          "'%s' is a symbolic link to '%s', which leaves the source tree"
              .formatted(entry.path(), target),
          "put the file itself there, or set a root directory that has it");
    }
  }

  /** Refuses a path on the way to which there is such a link. */
  static void refuseOnTheWay(SourceTree tree, String path) throws IOException {
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      Optional<TreeEntry> entry = tree.find(path.substring(0, slash));
      if (entry.isPresent()) {
        refuse(tree, entry.get());
        return;
      }
    }
  }

  private static boolean leaves(String link, String target) {
    if (target.startsWith("/")) {
      return true;
    }
    Deque<String> place = new ArrayDeque<>();
    for (String name : (link + "/../" + target).split("/")) {
      if (name.equals("..")) {
        if (place.isEmpty()) {
          return true;
        }
        place.removeLast();
      } else if (!name.isEmpty() && !name.equals(".")) {
        place.addLast(name);
      }
    }
    return false;
  }
}
