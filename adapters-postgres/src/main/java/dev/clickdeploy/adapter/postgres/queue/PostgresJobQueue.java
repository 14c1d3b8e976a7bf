package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.signal.Bell;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.JobQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The queue in the tables jobs and finished_jobs. */
public final class PostgresJobQueue implements JobQueue {
  private final Enqueuing enqueuing;
  private final Claiming claiming;
  private final Leases leases;
  private final Completing completing;
  private final Endings endings;
  private final Rescuing rescuing;

  /** The queue of this database; whatever comes back to it lowers the cursors. */
  public PostgresJobQueue(Database database, Bell bell, Cursors cursors) {
    this.enqueuing = new Enqueuing(database, bell, cursors);
    this.claiming = new Claiming(database, cursors);
    this.leases = new Leases(database);
    this.completing = new Completing(database);
    this.endings = new Endings(database, bell);
    this.rescuing = new Rescuing(database, bell);
  }

  @Override
  public List<Enqueued> enqueue(List<NewJob> jobs) {
    return enqueuing.enqueue(jobs);
  }

  @Override
  public List<Claimed> claim(Map<JobKind, Integer> slots, Duration lease) {
    return claiming.claim(slots, lease);
  }

  @Override
  public List<Heartbeat> extend(Collection<Claim> claims, Duration lease) {
    return leases.extend(claims, lease);
  }

  @Override
  public Set<Claim> complete(Collection<Claim> claims) {
    return completing.complete(claims);
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
  public List<Job> rescue() {
    return rescuing.rescue();
  }
}
