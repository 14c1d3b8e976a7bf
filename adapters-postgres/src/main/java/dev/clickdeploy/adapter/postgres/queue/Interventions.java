package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.signal.Notify;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How jobs are cancelled without their holders' doing. */
public final class Interventions {
  private Interventions() {}

  /** Cancels a queued job; marks a processed one and wakes its worker. False when it has ended. */
  public static boolean cancel(Connection connection, JobId id) throws SQLException {
    Optional<LockedJob> live = JobLocks.live(connection, id);
    if (live.isPresent()) {
      cancel(connection, live.get().job());
    }
    return live.isPresent();
  }

  /** Cancels a locked queued job; marks a processed one and wakes its worker. */
  public static void cancel(Connection connection, Job locked) throws SQLException {
    Job next = locked.cancelAsked();
    JobWrites.write(connection, next);
    if (next.status() == JobStatus.PROCESSING) {
      Notify.cancelRequested(connection, next.id());
    }
  }

  /** Cancels locked jobs that are queued. */
  public static void cancelWaiting(Connection connection, List<Job> locked) throws SQLException {
    JobWrites.end(connection, locked.stream().map(Job::cancelAsked).toList());
  }

  /** Cancels a locked job for good, although a worker may hold it; the worker is woken. */
  public static void cancelAtOnce(Connection connection, Job locked) throws SQLException {
    boolean processed = locked.status() == JobStatus.PROCESSING;
    JobWrites.write(connection, processed ? locked.cancelled() : locked.cancelAsked());
    if (processed) {
      Notify.cancelRequested(connection, locked.id());
    }
  }
}
