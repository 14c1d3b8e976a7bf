package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.signal.Notify;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobStatus;
import java.util.Optional;
import java.util.function.Function;

/** How a holder ends its claim. */
final class Endings {
  // One statement, because it is the one that every job needs: by primary key and fence, and
  // without
  // the state, see jobs_processing in 002-jobs.sql.
  static final String COMPLETE =
      """
      WITH j AS (
        DELETE FROM clickdeploy.jobs
        WHERE id = ? AND fence = ? AND lease_until > clock_timestamp()
        RETURNING *
      )
      INSERT INTO clickdeploy.finished_jobs
        (id, kind, organization_id, subject, status, attempt, max_attempts, fence, run_at,
         cancel_requested, enqueued_at)
      SELECT id, kind, organization_id, subject, 'completed', attempt, max_attempts, fence, run_at,
             cancel_requested, enqueued_at
      FROM j
      """;

  private final Database database;

  Endings(Database database) {
    this.database = database;
  }

  boolean complete(Claim claim) {
    Sql complete = Sql.of(COMPLETE).uuid(claim.job().value()).number(claim.fence());
    return database.run("completing a job", complete::update) == 1;
  }

  boolean fail(Claim claim, String error, boolean retry, Backoff backoff) {
    return end(
        "recording a failed attempt",
        claim,
        held ->
            retry
                ? held.job()
                    .attemptFailed(error, held.now().plus(backoff.after(held.job().attempt())))
                : held.job().failed(error));
  }

  boolean acknowledgeCancel(Claim claim) {
    return end("recording a cancelled job", claim, held -> held.job().cancelled());
  }

  boolean release(Claim claim) {
    return end("giving a job back", claim, held -> held.job().released());
  }

  private boolean end(String what, Claim claim, Function<LockedJob, Job> how) {
    return database.transaction(
        what,
        connection -> {
          Optional<LockedJob> held = JobLocks.held(connection, claim);
          if (held.isPresent()) {
            Job next = how.apply(held.get());
            JobWrites.write(connection, next);
            if (next.status() == JobStatus.QUEUED && !next.runAt().isAfter(held.get().now())) {
              Notify.workAvailable(connection);
            }
          }
          return held.isPresent();
        });
  }
}
