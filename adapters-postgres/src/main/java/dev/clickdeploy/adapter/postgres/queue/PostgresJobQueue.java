package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.JobQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The queue in the tables jobs and finished_jobs. */
public final class PostgresJobQueue implements JobQueue {
  private final Database database;
  private final Claims claims;
  private final Endings endings;
  private final Interventions interventions;

  /** The queue of this database. */
  public PostgresJobQueue(Database database) {
    this.database = database;
    this.claims = new Claims(database);
    this.endings = new Endings(database);
    this.interventions = new Interventions(database);
  }

  @Override
  public void enqueue(NewJob job) {
    database.run(
        "enqueueing a job",
        connection -> {
          JobWrites.insert(connection, job);
          return job;
        });
  }

  @Override
  public List<Job> claim(Set<JobKind> kinds, int limit, Duration lease) {
    return claims.claim(kinds, limit, lease);
  }

  @Override
  public List<Heartbeat> extend(Collection<Claim> held, Duration lease) {
    return claims.extend(held, lease);
  }

  @Override
  public boolean complete(Claim claim) {
    return endings.complete(claim);
  }

  @Override
  public boolean fail(Claim claim, String error, boolean retry, Backoff backoff) {
    return endings.fail(claim, error, retry, backoff);
  }

  @Override
  public boolean acknowledgeCancel(Claim claim) {
    return endings.acknowledgeCancel(claim);
  }

  @Override
  public boolean release(Claim claim) {
    return endings.release(claim);
  }

  @Override
  public boolean cancel(JobId job) {
    return interventions.cancel(job);
  }

  @Override
  public List<Job> rescue() {
    return interventions.rescue();
  }

  @Override
  public Optional<Job> get(JobId job) {
    return database.run("reading a job", connection -> JobWrites.find(connection, job));
  }
}
