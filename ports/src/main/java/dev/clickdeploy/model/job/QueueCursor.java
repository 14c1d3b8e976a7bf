package dev.clickdeploy.model.job;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;

/**
 * A place in the order of what a queue is seen to hold: what runs before what waits, and both in
 * the order in which workers take jobs. It stays one when the job at it is gone.
 *
 * @param runAt in microseconds, as stores keep it
 */
public record QueueCursor(boolean waiting, Priority priority, Instant runAt, JobId job)
    implements Comparable<QueueCursor> {
  private static final Comparator<QueueCursor> ORDER =
      Comparator.comparing(QueueCursor::waiting)
          .thenComparing(QueueCursor::priority)
          .thenComparing(QueueCursor::runAt)
          .thenComparing(cursor -> cursor.job().toString());

  public QueueCursor {
    Objects.requireNonNull(priority, "priority");
    Objects.requireNonNull(job, "job");
    runAt = runAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** The place of a job. */
  public static QueueCursor of(boolean waiting, Job job) {
    return new QueueCursor(waiting, job.order().priority(), job.runAt(), job.id());
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it has another form
   */
  public static QueueCursor parse(String text) {
    String[] parts = text.split("_", -1);
    try {
      if (parts.length == 4 && (parts[0].equals("r") || parts[0].equals("w"))) {
        return new QueueCursor(
            parts[0].equals("w"),
            Priority.ofRank(Integer.parseInt(parts[1])),
            Instant.EPOCH.plus(Long.parseLong(parts[2]), ChronoUnit.MICROS),
            JobId.parse(parts[3]));
      }
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      // told below
    }
    throw new IllegalArgumentException("it is no place that a listing gave as its next");
  }

  @Override
  public int compareTo(QueueCursor other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "%s_%d_%d_%s"
        .formatted(
            waiting ? "w" : "r",
            priority.rank(),
            ChronoUnit.MICROS.between(Instant.EPOCH, runAt),
            job);
  }
}
