package dev.clickdeploy.adapter.postgres.control;

import dev.clickdeploy.adapter.postgres.queue.Interventions;
import dev.clickdeploy.adapter.postgres.queue.JobWrites;
import dev.clickdeploy.adapter.postgres.queue.Permits;
import dev.clickdeploy.adapter.postgres.signal.Bell;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobAttempt;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.port.out.JobControl;
import dev.clickdeploy.port.out.JobQueue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queue's tables as operators see them. */
public final class PostgresJobControl implements JobControl {
  private final Database database;
  private final Bell bell;
  private final Retrying retrying;
  private final Tidying tidying;

  /** Looks after the queue of this database. */
  public PostgresJobControl(Database database, Bell bell, JobQueue queue) {
    this.database = database;
    this.bell = bell;
    this.retrying = new Retrying(database, queue);
    this.tidying = new Tidying(database.patient());
  }

  @Override
  public boolean cancel(JobId job) {
    return database.transaction("cancelling a job", c -> Interventions.cancel(c, job));
  }

  @Override
  public Optional<Job> get(JobId job) {
    return database.run("reading a job", c -> JobWrites.find(c, job));
  }

  @Override
  public List<Job> list(JobFilter filter, int limit, @Nullable JobId before) {
    return database.run("listing jobs", c -> Listing.list(c, filter, limit, before));
  }

  @Override
  public List<JobAttempt> attempts(JobId job) {
    return database.run("reading a job's attempts", c -> Listing.attempts(c, job));
  }

  @Override
  public Optional<Job> retry(JobId dead, JobId as) {
    return retrying.retry(dead, as);
  }

  @Override
  public List<JobCounts> counts() {
    return database.run("counting jobs", Counting::counts);
  }

  @Override
  public void limit(JobKind kind, KindLimit limit) {
    database.transaction(
        "limiting a kind of job",
        connection -> {
          Permits.limit(connection, kind, limit);
          return limit;
        });
    // what waited for a place may have one
    bell.ring();
  }

  @Override
  public void tidy(Duration keep) {
    tidying.tidy(keep);
  }
}
