package dev.clickdeploy.model.source;

import java.util.Objects;

/**
 * One file, symbolic link or submodule of a source tree.
 *
 * @param path relative to the tree's root directory, {@code /}-separated
 * @param objectId hexadecimal git object id of the content
 * @param size content length in bytes; 0 for a submodule
 */
public record TreeEntry(String path, Kind kind, String objectId, long size) {
  /** What git knows about an entry; directories are implied by their files' paths. */
  public enum Kind {
    FILE,
    EXECUTABLE,
    SYMLINK,
    SUBMODULE
  }

  public TreeEntry {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(objectId, "objectId");
  }
}
