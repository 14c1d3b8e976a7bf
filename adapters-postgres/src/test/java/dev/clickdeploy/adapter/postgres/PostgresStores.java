package dev.clickdeploy.adapter.postgres;

import dev.clickdeploy.port.out.BranchWatch;
import dev.clickdeploy.port.out.DeploymentQueue;
import dev.clickdeploy.port.out.DeploymentStore;
import dev.clickdeploy.port.out.ImageRetention;
import dev.clickdeploy.port.out.JobControl;
import dev.clickdeploy.port.out.JobQueue;
import dev.clickdeploy.port.out.JobSignals;
import dev.clickdeploy.port.out.LogSignals;
import dev.clickdeploy.port.out.LogStore;
import dev.clickdeploy.port.out.PushLedger;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.ServiceVault;
import dev.clickdeploy.port.out.StatusLedger;
import dev.clickdeploy.port.out.Storage;
import dev.clickdeploy.port.out.TenantStore;
import dev.clickdeploy.port.out.TokenStore;
import dev.clickdeploy.port.out.WorkerRoll;
import dev.clickdeploy.port.out.contract.Stores;
import java.sql.SQLException;
import java.time.Duration;

/** The real database as the contract suites see it; its clock is moved by moving its times. */
final class PostgresStores implements Stores {
  private final TestDatabase database;
  private Postgres postgres;

  PostgresStores(TestDatabase database) {
    this.database = database;
    this.postgres = process();
  }

  private Postgres process() {
    try {
      return database.postgres();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void advanceClock(Duration by) {
    try {
      database.execute(
          """
          BEGIN;
          SET LOCAL session_replication_role = replica;
          UPDATE clickdeploy.jobs SET run_at = run_at - %1$s, lease_until = lease_until - %1$s;
          UPDATE clickdeploy.finished_jobs SET finished_at = finished_at - %1$s;
          UPDATE clickdeploy.job_attempts SET ended_at = ended_at - %1$s;
          UPDATE clickdeploy.commit_statuses SET turn_until = turn_until - %1$s;
          UPDATE clickdeploy.image_deletions SET due_at = due_at - %1$s;
          UPDATE clickdeploy.branch_looks
          SET due_at = due_at - %1$s, looked_at = looked_at - %1$s, seen_at = seen_at - %1$s;
          COMMIT
          """
              .formatted("interval '%d milliseconds'".formatted(by.toMillis())));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    // due times never move really: a process that has seen the old ones would pass over the new
    postgres = process();
  }

  @Override
  public Storage anotherProcess() {
    return process();
  }

  @Override
  public TenantStore tenants() {
    return postgres.tenants();
  }

  @Override
  public TokenStore tokens() {
    return postgres.tokens();
  }

  @Override
  public ServiceStore services() {
    return postgres.services();
  }

  @Override
  public ServiceVault vault() {
    return postgres.vault();
  }

  @Override
  public DeploymentStore deployments() {
    return postgres.deployments();
  }

  @Override
  public ImageRetention retention() {
    return postgres.retention();
  }

  @Override
  public LogStore logs() {
    return postgres.logs();
  }

  @Override
  public JobQueue jobs() {
    return postgres.jobs();
  }

  @Override
  public JobControl jobControl() {
    return postgres.jobControl();
  }

  @Override
  public PushLedger pushes() {
    return postgres.pushes();
  }

  @Override
  public WorkerRoll workers() {
    return postgres.workers();
  }

  @Override
  public DeploymentQueue deploymentQueue() {
    return postgres.deploymentQueue();
  }

  @Override
  public StatusLedger statuses() {
    return postgres.statuses();
  }

  @Override
  public BranchWatch branches() {
    return postgres.branches();
  }

  @Override
  public JobSignals signals() {
    return postgres.signals();
  }

  @Override
  public LogSignals logSignals() {
    return postgres.logSignals();
  }
}
