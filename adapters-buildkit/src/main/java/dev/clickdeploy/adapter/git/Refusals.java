package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import org.jspecify.annotations.Nullable;

/** The two kinds of failure that this adapter knows. */
final class Refusals {
  private Refusals() {}

  /** The repository, the ref, the credentials or the directory is wrong. */
  static PortException source(String message, String mend) {
    return source(message, mend, null);
  }

  static PortException source(String message, String mend, @Nullable Throwable cause) {
    return new PortException(FailureClass.SOURCE, message, mend, cause);
  }

  /** JGit cannot read such a repository. */
  static PortException sha256(String what) {
    return source(
        "%s belongs to a repository with SHA-256 object ids, which are not supported yet"
            .formatted(what),
        "use a repository with SHA-1 object ids");
  }

  /** A host sends more than may be taken. */
  static PortException tooLarge(String what, long limit) {
    return source(
        "%s has more than %,d bytes, the most that is fetched".formatted(what, limit),
        "take large files out of the repository, or have the limit raised");
  }

  /** The repository or its cache cannot be reached now. */
  static PortException infrastructure(String message, String mend, @Nullable Throwable cause) {
    return new PortException(FailureClass.INFRASTRUCTURE, message, mend, cause);
  }
}
