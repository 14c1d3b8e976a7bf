package dev.clickdeploy.model.deployment;

import java.util.Set;

/** Where a deployment stands. Terminal states are final: the database refuses to leave them too. */
public enum DeploymentStatus {
  QUEUED,
  RUNNING,
  CANCELLING,
  SUCCEEDED,
  FAILED,
  CANCELLED,
  SUPERSEDED;

  /** Whether nothing follows this state. */
  public boolean isTerminal() {
    return switch (this) {
      case QUEUED, RUNNING, CANCELLING -> false;
      case SUCCEEDED, FAILED, CANCELLED, SUPERSEDED -> true;
    };
  }

  /** The states that may follow this one. */
  public Set<DeploymentStatus> successors() {
    return switch (this) {
      case QUEUED -> Set.of(RUNNING, FAILED, CANCELLED, SUPERSEDED);
      // back to queued: its worker died or gave it back
      case RUNNING -> Set.of(QUEUED, CANCELLING, SUCCEEDED, FAILED, CANCELLED, SUPERSEDED);
      // a build that was already verified when the request came has succeeded
      case CANCELLING -> Set.of(SUCCEEDED, FAILED, CANCELLED);
      case SUCCEEDED, FAILED, CANCELLED, SUPERSEDED -> Set.of();
    };
  }
}
