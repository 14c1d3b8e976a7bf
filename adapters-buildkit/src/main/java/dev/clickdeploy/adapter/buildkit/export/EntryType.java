package dev.clickdeploy.adapter.buildkit.export;

import dev.clickdeploy.adapter.buildkit.proto.fsutil.Stat;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** What an entry is, by the bits of Go's {@code os.FileMode}. */
enum EntryType {
  DIRECTORY,
  FILE,
  HARD_LINK,
  SYMBOLIC_LINK,
  /** Devices, pipes, sockets. */
  OTHER;

  private static final int DIRECTORY_BIT = 1 << 31;
  private static final int LINK_BIT = 1 << 27;
  private static final int TYPE_BITS =
      DIRECTORY_BIT | LINK_BIT | 1 << 26 | 1 << 25 | 1 << 24 | 1 << 21 | 1 << 19;

  static EntryType of(Stat stat) {
    return switch (stat.getMode() & TYPE_BITS) {
      case DIRECTORY_BIT -> DIRECTORY;
      case LINK_BIT -> SYMBOLIC_LINK;
      case 0 -> stat.getLinkname().isEmpty() ? FILE : HARD_LINK;
      default -> OTHER;
    };
  }

  /** The nine bits that chmod(1) knows by letters. */
  static Set<PosixFilePermission> permissions(Stat stat) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] fromTheLeft = PosixFilePermission.values();
    for (int i = 0; i < fromTheLeft.length; i++) {
      if ((stat.getMode() & 0400 >> i) != 0) {
        permissions.add(fromTheLeft[i]);
      }
    }
    return permissions;
  }
}
