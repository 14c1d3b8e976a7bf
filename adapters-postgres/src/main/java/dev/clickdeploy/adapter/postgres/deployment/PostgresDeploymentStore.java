package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.DeploymentStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deployments in the table deployments. */
public final class PostgresDeploymentStore implements DeploymentStore {
  private final Database database;
  private final Creating creating;
  private final Working working;
  private final Cancelling cancelling;
  private final Reconciling reconciling;

  /** Deployments of this database. */
  public PostgresDeploymentStore(Database database) {
    this.database = database;
    this.creating = new Creating(database);
    this.working = new Working(database);
    this.cancelling = new Cancelling(database);
    this.reconciling = new Reconciling(database);
  }

  @Override
  public Creation create(Deployment queued, NewJob job) {
    return creating.create(queued, job);
  }

  @Override
  public Optional<Deployment> find(OrganizationId organization, DeploymentId id) {
    return database.run("reading a deployment", c -> DeploymentReads.find(c, organization, id));
  }

  @Override
  public Optional<Deployment> load(DeploymentId id) {
    return database.run("reading a deployment", c -> DeploymentReads.load(c, id));
  }

  @Override
  public List<Deployment> list(
      OrganizationId organization, ServiceId service, int limit, @Nullable DeploymentId before) {
    return database.run(
        "listing deployments", c -> DeploymentReads.list(c, organization, service, limit, before));
  }

  @Override
  public boolean update(Claim claim, Deployment next) {
    return working.update(claim, next);
  }

  @Override
  public boolean finish(Claim claim, Deployment terminal) {
    return working.finish(claim, terminal);
  }

  @Override
  public Optional<Deployment> requestCancel(
      OrganizationId organization, DeploymentId id, Instant now) {
    return cancelling.request(organization, id, now);
  }

  @Override
  public List<Deployment> reconcile(Instant now) {
    return reconciling.reconcile(now);
  }
}
