package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.signal.LogBell;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentFilter;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.DeploymentStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deployments in the table deployments. */
public final class PostgresDeploymentStore implements DeploymentStore {
  private final Database database;
  private final LogBell bell;
  private final Creating creating;
  private final Working working;
  private final Cancelling cancelling;
  private final Reconciling reconciling;

  /** Deployments of this database; this bell wakes those who follow their logs. */
  public PostgresDeploymentStore(Database database, LogBell bell) {
    this.database = database;
    this.bell = bell;
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
  public Optional<Deployment> find(Scope scope, DeploymentId id) {
    return database.run("reading a deployment", c -> DeploymentReads.find(c, scope, id));
  }

  @Override
  public Optional<Deployment> load(DeploymentId id) {
    return database.run("reading a deployment", c -> DeploymentReads.load(c, id));
  }

  @Override
  public Optional<Deployment> sameInputs(ServiceId service, ImageDigest inputs) {
    return database.run(
        "looking for an image of the same inputs",
        c -> DeploymentReads.sameInputs(c, service, inputs));
  }

  @Override
  public List<Deployment> list(
      Scope scope,
      ServiceId service,
      DeploymentFilter filter,
      int limit,
      @Nullable DeploymentId before) {
    return database.run(
        "listing deployments", c -> DeploymentReads.list(c, scope, service, filter, limit, before));
  }

  @Override
  public boolean update(Claim claim, Deployment next) {
    return working.update(claim, next);
  }

  @Override
  public boolean finish(Claim claim, Deployment terminal) {
    boolean accepted = working.finish(claim, terminal);
    if (accepted) {
      bell.ended(terminal.id());
    }
    return accepted;
  }

  @Override
  public Optional<Deployment> requestCancel(Scope scope, DeploymentId id, Instant now) {
    Optional<Deployment> asked = cancelling.request(scope, id, now);
    asked.ifPresent(this::ringIfEnded);
    return asked;
  }

  @Override
  public List<Deployment> reconcile(Instant now) {
    List<Deployment> changed = reconciling.reconcile(now);
    changed.forEach(this::ringIfEnded);
    return changed;
  }

  private void ringIfEnded(Deployment deployment) {
    if (deployment.status().isTerminal()) {
      bell.ended(deployment.id());
    }
  }
}
