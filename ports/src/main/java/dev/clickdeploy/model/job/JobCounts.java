package dev.clickdeploy.model.job;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How many jobs of one kind there are; of a kind that nobody here has a handler for, too.
 *
 * @param ready queued and due
 * @param scheduled queued and due later
 * @param processing being worked on
 * @param failed ended as failed and still kept
 * @param oldestReady how long the oldest ready job has been due; null without one
 */
public record JobCounts(
    JobKind kind,
    long ready,
    long scheduled,
    long processing,
    long failed,
    @Nullable Duration oldestReady) {
  public JobCounts {
    Objects.requireNonNull(kind, "kind");
  }
}
