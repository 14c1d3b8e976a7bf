package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a claim asks for, of one kind.
 *
 * @param limit the kind's limit, when it has one, whose row is then locked
 */
record Want(JobKind kind, int slots, Duration lease, @Nullable KindLimit limit) {
  /** At most so many, within the limit. */
  Want within(KindLimit of, int free) {
    return new Want(kind, Math.min(slots, free), lease, of);
  }
}
