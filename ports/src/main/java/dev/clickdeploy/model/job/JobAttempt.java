package dev.clickdeploy.model.job;

import java.time.Instant;
import java.util.Objects;

/**
 * An attempt at a job that did not complete it.
 *
 * @param number the attempt, from 1; a number comes again after a release, which does not count
 * @param fence the claim under which it was made
 * @param endedAt on the queue's clock
 * @param error why it ended
 */
public record JobAttempt(int number, long fence, Instant endedAt, String error) {
  public JobAttempt {
    Objects.requireNonNull(endedAt, "endedAt");
    Objects.requireNonNull(error, "error");
  }
}
