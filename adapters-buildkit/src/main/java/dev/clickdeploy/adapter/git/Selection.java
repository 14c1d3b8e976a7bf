package dev.clickdeploy.adapter.git;

import org.eclipse.jgit.errors.PackProtocolException;
import org.eclipse.jgit.transport.FilterSpec;

/** Which objects of a commit the host shall send (gitprotocol-v2, filter). */
enum Selection {
  EVERYTHING,
  /** The commit and its trees, without files. */
  TREES,
  /** The commit alone. */
  COMMIT;

  FilterSpec filter() {
    try {
      return switch (this) {
        case EVERYTHING -> FilterSpec.NO_FILTER;
        case TREES -> FilterSpec.fromFilterLine("blob:none");
        case COMMIT -> FilterSpec.fromFilterLine("tree:0");
      };
    } catch (PackProtocolException e) {
      throw new IllegalStateException("JGit does not know git's own filters", e);
    }
  }
}
