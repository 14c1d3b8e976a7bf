package dev.clickdeploy.model.push;

/** Why a push is not deployed; stores keep the names. */
public enum SkipReason {
  /** The service follows another branch. */
  BRANCH,
  /** A tag, and the service does not deploy tags. */
  TAG,
  /** The branch or tag is gone. */
  DELETED,
  /** The commit's message asks for it. */
  MARKER,
  /** Nothing that the service watches has changed. */
  PATHS,
  /** This commit is deployed or queued already. */
  SAME_COMMIT
}
