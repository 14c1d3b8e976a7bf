package dev.clickdeploy.model.status;

import dev.clickdeploy.model.deployment.DeploymentStatus;

/** What a git host shows of a commit; hosts have words of their own for each. */
public enum CommitState {
  /** It waits or is being built. */
  PENDING,
  /** Its image is there. */
  SUCCESS,
  /** It could not be built. */
  FAILURE,
  /** It was stopped, or a newer push took its place. */
  CANCELLED;

  /** What a deployment that stands so makes of its commit. */
  public static CommitState of(DeploymentStatus status) {
    return switch (status) {
      case QUEUED, RUNNING, CANCELLING -> PENDING;
      case SUCCEEDED -> SUCCESS;
      case FAILED -> FAILURE;
      case CANCELLED, SUPERSEDED -> CANCELLED;
    };
  }
}
