package dev.clickdeploy.adapter.buildkit.filesync;

import dev.clickdeploy.adapter.buildkit.proto.fsutil.Stat;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * An entry of a local directory.
 *
 * @param linkTarget of a symbolic link, else empty
 */
record Node(
    String path, int mode, long size, Instant modified, String linkTarget, Content content) {

  /** Opens what a regular file contains. */
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;
  }

  static Node directory(String path) {
    return new Node(
        path,
        FileMode.DIRECTORY,
        0,
        ModificationTime.OF_DIRECTORIES,
        "",
        InputStream::nullInputStream);
  }

  boolean isDirectory() {
    return mode == FileMode.DIRECTORY;
  }

  boolean isSymlink() {
    return mode == FileMode.SYMLINK;
  }

  boolean isRegular() {
    return !isDirectory() && !isSymlink();
  }

  boolean isBelow(Node directory) {
    return path.startsWith(directory.path + "/");
  }

  Stat stat() {
    return Stat.newBuilder()
        .setPath(path)
        .setMode(mode)
        .setSize(size)
        .setModTime(ModificationTime.nanosecondsSince1970(modified))
        .setLinkname(linkTarget)
        .build();
  }
}
