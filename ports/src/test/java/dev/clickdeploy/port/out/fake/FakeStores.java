package dev.clickdeploy.port.out.fake;

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
import java.time.Duration;
import java.time.Instant;

/** A fresh world as the contract suites see it. */
final class FakeStores implements Stores {
  private final InMemoryWorld world = new InMemoryWorld();

  @Override
  public TenantStore tenants() {
    return world.tenants();
  }

  @Override
  public TokenStore tokens() {
    return world.tokens();
  }

  @Override
  public ServiceStore services() {
    return world.services();
  }

  @Override
  public ServiceVault vault() {
    return world.vault();
  }

  @Override
  public JobQueue jobs() {
    return world.jobs();
  }

  @Override
  public JobControl jobControl() {
    return world.jobControl();
  }

  @Override
  public Storage anotherProcess() {
    return world;
  }

  @Override
  public DeploymentStore deployments() {
    return world.deployments();
  }

  @Override
  public ImageRetention retention() {
    return world.retention();
  }

  @Override
  public LogStore logs() {
    return world.logs();
  }

  @Override
  public PushLedger pushes() {
    return world.pushes();
  }

  @Override
  public WorkerRoll workers() {
    return world.workers();
  }

  @Override
  public DeploymentQueue deploymentQueue() {
    return world.deploymentQueue();
  }

  @Override
  public StatusLedger statuses() {
    return world.statuses();
  }

  @Override
  public BranchWatch branches() {
    return world.branches();
  }

  @Override
  public JobSignals signals() {
    return world.signals();
  }

  @Override
  public LogSignals logSignals() {
    return world.logSignals();
  }

  @Override
  public void advanceClock(Duration by) {
    world.clock().advance(by);
  }

  @Override
  public Instant now() {
    return world.clock().instant();
  }
}
