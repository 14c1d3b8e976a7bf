package dev.clickdeploy.model.job;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a live job stands.
 *
 * @param position its place among its organization's due jobs of its kind, from 1 for the next one;
 *     {@value #MOST_COUNTED} stands for every place from there on, 0 for a job that is processed or
 *     not due. Organizations take turns, so other organizations' jobs come between
 * @param hold why it waits; null when it is processed
 */
public record QueuePlace(Job job, int position, @Nullable Hold hold) {
  /** Places are counted up to here. */
  public static final int MOST_COUNTED = 1_000;

  public QueuePlace {
    Objects.requireNonNull(job, "job");
    if ((hold == null) != (job.status() == JobStatus.PROCESSING)) {
      throw new IllegalArgumentException("a job is on hold exactly while it is queued");
    }
  }

  /**
   * The place of a live job.
   *
   * @param now on the queue's clock
   * @param ahead how many due jobs of its organization and kind come before it
   */
  public static QueuePlace of(Job job, Instant now, int ahead, KindState state) {
    if (job.status() == JobStatus.PROCESSING) {
      return new QueuePlace(job, 0, null);
    }
    if (job.runAt().isAfter(now)) {
      return new QueuePlace(job, 0, new Hold.Later(job.runAt()));
    }
    return new QueuePlace(job, Math.min(ahead + 1, MOST_COUNTED), state.hold());
  }
}
