package dev.clickdeploy.adapter.buildkit.filesync;

/** Modes as bits of Go's {@code os.FileMode}, which is what travels (fsutil, types/stat.proto). */
final class FileMode {
  static final int DIRECTORY = 1 << 31 | 0755;
  static final int FILE = 0644;
  static final int EXECUTABLE = 0755;
  static final int SYMLINK = 1 << 27 | 0777;

  private FileMode() {}
}
