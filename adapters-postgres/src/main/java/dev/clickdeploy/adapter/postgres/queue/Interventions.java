package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.signal.Notify;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens to jobs without their holders' doing. */
public final class Interventions {
  /** Bounds a rescuer's transaction; the next call goes on. */
  private static final int RESCUED_AT_ONCE = 500;

  private final Database database;

  Interventions(Database database) {
    this.database = database;
  }

  boolean cancel(JobId id) {
    return database.transaction(
        "cancelling a job",
        connection -> {
          Optional<LockedJob> live = JobLocks.live(connection, id);
          if (live.isPresent()) {
            cancel(connection, live.get().job());
          }
          return live.isPresent();
        });
  }

  /** Cancels a locked queued job; marks a processed one and wakes its worker. */
  public static void cancel(Connection connection, Job locked) throws SQLException {
    Job next = locked.cancelAsked();
    JobWrites.write(connection, next);
    if (next.status() == JobStatus.PROCESSING) {
      Notify.cancelRequested(connection, next.id());
    }
  }

  /** Cancels a locked job for good, although a worker may hold it; the worker is woken. */
  public static void cancelAtOnce(Connection connection, Job locked) throws SQLException {
    boolean processed = locked.status() == JobStatus.PROCESSING;
    JobWrites.write(connection, processed ? locked.cancelled() : locked.cancelAsked());
    if (processed) {
      Notify.cancelRequested(connection, locked.id());
    }
  }

  List<Job> rescue() {
    return database.transaction("rescuing jobs", Interventions::rescue);
  }

  private static List<Job> rescue(Connection connection) throws SQLException {
    List<Job> rescued = new ArrayList<>();
    for (LockedJob expired : JobLocks.expired(connection, RESCUED_AT_ONCE)) {
      Job next = expired.job().rescued(expired.now());
      JobWrites.write(connection, next);
      rescued.add(next);
    }
    if (rescued.stream().anyMatch(job -> job.status() == JobStatus.QUEUED)) {
      Notify.workAvailable(connection);
    }
    return rescued;
  }
}
