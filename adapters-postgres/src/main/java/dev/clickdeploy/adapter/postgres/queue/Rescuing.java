package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.signal.Back;
import dev.clickdeploy.adapter.postgres.signal.Bell;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Hot;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes jobs whose lease ran out from their holders. */
final class Rescuing {
  /** Bounds a transaction. */
  private static final int AT_ONCE = 500;

  private static final String WHAT = "rescuing jobs";

  private final Database database;
  private final Bell bell;

  Rescuing(Database database, Bell bell) {
    this.database = database;
    this.bell = bell;
  }

  List<Job> rescue() {
    List<Job> all = new ArrayList<>();
    List<Job> rescued;
    do {
      rescued = database.transaction(WHAT, Rescuing::rescue);
      all.addAll(rescued);
      bell.back(
          rescued.stream()
              .filter(job -> job.status() == JobStatus.QUEUED)
              .map(job -> new Back(job.organization(), job.runAt()))
              .toList());
    } while (rescued.size() == AT_ONCE);
    database.transaction(
        WHAT,
        connection -> {
          Permits.heal(connection);
          return all;
        });
    return all;
  }

  private static List<Job> rescue(Connection connection) throws SQLException {
    List<Job> rescued = new ArrayList<>();
    List<LockedJob> dead = JobLocks.expired(connection, AT_ONCE);
    Hot.settle(connection);
    for (LockedJob expired : dead) {
      Job next = expired.job().rescued(expired.now());
      JobWrites.write(connection, next);
      JobWrites.attemptFailed(connection, expired.job(), next.error().orElseThrow());
      rescued.add(next);
    }
    return rescued;
  }
}
