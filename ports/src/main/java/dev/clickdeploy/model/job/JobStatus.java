package dev.clickdeploy.model.job;

import java.util.Set;

/** Where a job stands. Terminal states are final. */
public enum JobStatus {
  QUEUED,
  PROCESSING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** Whether nothing follows this state. */
  public boolean isTerminal() {
    return successors().isEmpty();
  }

  /** The states that may follow this one. */
  public Set<JobStatus> successors() {
    return switch (this) {
      case QUEUED -> Set.of(PROCESSING, CANCELLED);
      // back to queued: a retry, a rescue, or given back by a stopping worker
      case PROCESSING -> Set.of(QUEUED, COMPLETED, FAILED, CANCELLED);
      case COMPLETED, FAILED, CANCELLED -> Set.of();
    };
  }
}
