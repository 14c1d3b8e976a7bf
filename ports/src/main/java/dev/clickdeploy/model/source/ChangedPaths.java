package dev.clickdeploy.model.source;

import java.util.List;
import java.util.Objects;

/** In which paths one commit's tree differs from another's. */
public sealed interface ChangedPaths {
  /**
   * Every path that was added, removed, or given other content, kind or mode, in git's order. A
   * moved file is one path removed and one added; a submodule is one path.
   */
  record Known(List<String> paths) implements ChangedPaths {
    public Known {
      paths = List.copyOf(paths);
    }
  }

  /**
   * Nothing can be told: the host does not have the commit to compare with. A force-push may have
   * removed it, or there was none, as for a new branch.
   */
  record Unknown(CommitSha missing) implements ChangedPaths {
    public Unknown {
      Objects.requireNonNull(missing, "missing");
    }
  }
}
