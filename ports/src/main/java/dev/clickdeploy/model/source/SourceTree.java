package dev.clickdeploy.model.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The content of one commit below a root directory, read straight from git objects. Planner and
 * image builder share it. Safe for use by several threads until closed.
 */
public interface SourceTree extends AutoCloseable {
  /** The commit whose content this is. */
  Commit commit();

  /** Hexadecimal id of the git tree at the root directory: equal ids mean equal content. */
  String treeId();

  /**
   * Every file, link and submodule, in git's order (names compared as bytes, directories as {@code
   * name/}).
   */
  List<TreeEntry> entries();

  /** The entry at a path, absent when there is none or it is a directory. */
  Optional<TreeEntry> find(String path);

  /**
   * Streams an entry's content; a symbolic link's content is its target.
   *
   * @throws IOException when the object cannot be read
   */
  InputStream open(TreeEntry entry) throws IOException;

  /** Releases what the tree holds of its repository. */
  @Override
  void close();

  /**
   * Reads a small text file as UTF-8, malformed bytes replaced.
   *
   * @param maxBytes a longer file is treated as absent, so that no plan can exhaust memory
   * @throws IOException when the object cannot be read
   */
  default Optional<String> readText(String path, int maxBytes) throws IOException {
    Optional<TreeEntry> entry = find(path);
    if (entry.isEmpty()
        || entry.get().size() > maxBytes
        || entry.get().kind() == TreeEntry.Kind.SUBMODULE
        || entry.get().kind() == TreeEntry.Kind.SYMLINK) {
      return Optional.empty();
    }
    try (InputStream in = open(entry.get())) {
      return Optional.of(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
    }
  }
}
