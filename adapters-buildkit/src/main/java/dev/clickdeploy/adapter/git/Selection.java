package dev.clickdeploy.adapter.git;

import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.transport.FilterSpec;

/** Which objects of a commit the host shall send (gitprotocol-v2, filter). */
enum Selection {
  EVERYTHING,
  /** All but files of {@value #LARGE} bytes and more. */
  SMALL_FILES,
  /** The commit and its trees, without files. */
  TREES,
  /** The commit alone. */
  COMMIT;

  /** What can still be put together from differences in memory, by many builds at once. */
  static final int LARGE = 4 << 20;

  FilterSpec filter() {
    try {
      return switch (this) {
        case EVERYTHING -> FilterSpec.NO_FILTER;
        case SMALL_FILES -> FilterSpec.fromFilterLine("blob:limit=" + LARGE);
        case TREES -> FilterSpec.fromFilterLine("blob:none");
        case COMMIT -> FilterSpec.fromFilterLine("tree:0");
      };
    } catch (PackProtocolException e) {
      throw new IllegalStateException("JGit does not know git's own filters", e);
    }
  }
}
