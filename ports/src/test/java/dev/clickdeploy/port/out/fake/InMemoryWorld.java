package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.port.out.Storage;

/**
 * One outside world in memory: its stores, its queue and its signals agree with each other as those
 * of one database do, and every verb is one transaction.
 */
public final class InMemoryWorld implements Storage {
  private final SettableClock clock;
  private final Object lock = new Object();
  private final FakeJobSignals signals = new FakeJobSignals();
  private final FakeLogSignals logSignals = new FakeLogSignals();
  private final FakeTenantStore tenants = new FakeTenantStore(lock);
  private final FakeTokenStore tokens = new FakeTokenStore(lock, tenants);
  private final FakeServiceStore services = new FakeServiceStore(lock, tenants);
  private final FakeServiceVault vault = new FakeServiceVault(lock, services);
  private final FakeJobQueue jobs;
  private final FakeJobControl jobControl;
  private final FakeDeploymentStore deployments;
  private final FakeImageRetention retention;
  private final FakeLogStore logs;
  private final FakePushLedger pushes;
  private final FakeWorkerRoll workers;
  private final FakeDeploymentQueue deploymentQueue;
  private final FakeStatusLedger statuses;
  private final FakeBranchWatch branches;

  /** An empty world whose leases run on this clock. */
  public InMemoryWorld(SettableClock clock) {
    this.clock = clock;
    JobRows rows = new JobRows(clock);
    jobs = new FakeJobQueue(lock, rows, signals);
    jobControl = new FakeJobControl(lock, rows, signals);
    deployments = new FakeDeploymentStore(lock, jobs, jobControl, services, logSignals);
    retention = new FakeImageRetention(lock, clock, services, deployments);
    logs = new FakeLogStore(lock, jobs, deployments, logSignals);
    pushes = new FakePushLedger(lock, clock, jobs, deployments);
    statuses = new FakeStatusLedger(lock, clock, deployments);
    branches = new FakeBranchWatch(lock, clock, services, deployments, pushes);
    workers = new FakeWorkerRoll(lock, rows);
    deploymentQueue = new FakeDeploymentQueue(lock, rows, deployments, services, workers);
    services.with(new FakeServiceStore.History(deployments::live, this::forget));
  }

  private void forget(ServiceId service) {
    pushes.forget(service);
    retention.forget(service);
    logs.forget(deployments.forget(service));
    vault.forget(service);
  }

  /** An empty world with a clock of its own. */
  public InMemoryWorld() {
    this(new SettableClock());
  }

  /** The clock on which leases and due times run. */
  public SettableClock clock() {
    return clock;
  }

  @Override
  public FakeJobQueue jobs() {
    return jobs;
  }

  @Override
  public FakeJobControl jobControl() {
    return jobControl;
  }

  @Override
  public FakeJobSignals signals() {
    return signals;
  }

  @Override
  public FakeLogSignals logSignals() {
    return logSignals;
  }

  @Override
  public FakeDeploymentStore deployments() {
    return deployments;
  }

  @Override
  public FakeImageRetention retention() {
    return retention;
  }

  @Override
  public FakeLogStore logs() {
    return logs;
  }

  @Override
  public FakePushLedger pushes() {
    return pushes;
  }

  @Override
  public FakeWorkerRoll workers() {
    return workers;
  }

  @Override
  public FakeDeploymentQueue deploymentQueue() {
    return deploymentQueue;
  }

  @Override
  public FakeStatusLedger statuses() {
    return statuses;
  }

  @Override
  public FakeBranchWatch branches() {
    return branches;
  }

  @Override
  public FakeServiceStore services() {
    return services;
  }

  @Override
  public FakeServiceVault vault() {
    return vault;
  }

  @Override
  public FakeTenantStore tenants() {
    return tenants;
  }

  @Override
  public FakeTokenStore tokens() {
    return tokens;
  }
}
