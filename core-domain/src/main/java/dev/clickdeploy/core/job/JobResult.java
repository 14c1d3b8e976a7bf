package dev.clickdeploy.core.job;

import java.util.Objects;

/** How an attempt at a job ended, and so what becomes of the job. */
public sealed interface JobResult {
  /** The work is done: the job is completed. */
  record Done() implements JobResult {}

  /** It may work later: queued again after the backoff while attempts are left, else failed. */
  record Retry(String error) implements JobResult {
    public Retry {
      Objects.requireNonNull(error, "error");
    }
  }

  /** It failed for good, whatever attempts are left. */
  record Failed(String error) implements JobResult {
    public Failed {
      Objects.requireNonNull(error, "error");
    }
  }

  /** It stopped because it was asked to cancel: the job is cancelled. */
  record Cancelled() implements JobResult {}

  /** It stopped because the worker does: queued again, this attempt not counted. */
  record HandedBack() implements JobResult {}

  /** Its claim was outlived: whatever it did is void, and nothing is written. */
  record ClaimLost() implements JobResult {}

  /**
   * The handler has ended the job itself, in one transaction with its own writes.
   *
   * @param outcome how, in a word, for the operator
   */
  record AlreadyEnded(String outcome) implements JobResult {
    public AlreadyEnded {
      Objects.requireNonNull(outcome, "outcome");
    }
  }
}
