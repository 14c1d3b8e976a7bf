package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import java.util.Optional;

/** One attempt at a job, as its handler sees it. Thread-safe. */
public interface Work {
  /** The job as it was claimed. */
  Job job();

  /** Proves to the stores that this attempt is the job's newest. */
  default Claim claim() {
    return new Claim(job().id(), job().fence());
  }

  /** Is cancelled when the work must stop, whatever the reason. */
  Cancellation cancellation();

  /** Why the work must stop; empty while it may go on. */
  Optional<StopReason> stopping();

  /**
   * Tells that a store refused a write with this claim: the work must stop, as somebody else may be
   * at it.
   */
  void claimLost();
}
