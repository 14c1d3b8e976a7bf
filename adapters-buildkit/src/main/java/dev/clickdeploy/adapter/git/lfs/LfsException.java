package dev.clickdeploy.adapter.git.lfs;

import org.jspecify.annotations.Nullable;

/** Files that Git LFS keeps cannot be had. */
public final class LfsException extends Exception {
  private static final long serialVersionUID = 1L;
  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** There is no server, or it does not have the content. */
    MISSING,
    /** The server does not let the repository's credentials in. */
    DENIED,
    /** The server is in trouble, or sent something else. */
    TROUBLE
  }

  LfsException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Whose fault it is. */
  public Reason reason() {
    return reason;
  }
}
