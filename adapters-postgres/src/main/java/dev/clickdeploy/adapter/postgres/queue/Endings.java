package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.signal.Back;
import dev.clickdeploy.adapter.postgres.signal.Bell;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a holder ends its claim without having completed the job. */
final class Endings {
  private final Database database;
  private final Bell bell;

  Endings(Database database, Bell bell) {
    this.database = database;
    this.bell = bell;
  }

  boolean fail(Claim claim, String error, boolean retry, Backoff backoff) {
    return end(
        "recording a failed attempt",
        claim,
        error,
        held -> retry ? failed(held, error, backoff) : held.job().failed(error));
  }

  private static Job failed(LockedJob held, String error, Backoff backoff) {
    double chance = ThreadLocalRandom.current().nextDouble();
    Instant retryAt = held.now().plus(backoff.after(held.job().attempt(), chance));
    return held.job().attemptFailed(error, retryAt);
  }

  boolean acknowledgeCancel(Claim claim) {
    return end("recording a cancelled job", claim, null, held -> held.job().cancelled());
  }

  boolean release(Claim claim) {
    return end("giving a job back", claim, null, held -> held.job().released());
  }

  /** What a claim came to, and whether the job can be claimed again at once. */
  private record Ended(Job next, boolean due) {}

  private boolean end(
      String what, Claim claim, @Nullable String error, Function<LockedJob, Job> how) {
    Optional<Ended> ended =
        database.transaction(what, connection -> end(connection, claim, error, how));
    ended
        .filter(Ended::due)
        .map(Ended::next)
        .ifPresent(job -> bell.back(List.of(new Back(job.organization(), job.runAt()))));
    return ended.isPresent();
  }

  private static Optional<Ended> end(
      Connection connection, Claim claim, @Nullable String error, Function<LockedJob, Job> how)
      throws SQLException {
    Optional<LockedJob> held = JobLocks.held(connection, claim);
    if (held.isEmpty()) {
      return Optional.empty();
    }
    Job next = how.apply(held.get());
    JobWrites.write(connection, next);
    if (error != null) {
      JobWrites.attemptFailed(connection, held.get().job(), error);
    }
    boolean queued = next.status() == JobStatus.QUEUED;
    return Optional.of(new Ended(next, queued && !next.runAt().isAfter(held.get().now())));
  }
}
