package dev.clickdeploy.core;

import dev.clickdeploy.core.build.BuildHandler;
import dev.clickdeploy.core.build.BuildTools;
import dev.clickdeploy.core.deployment.DeploymentDesk;
import dev.clickdeploy.core.deployment.DeploymentIntake;
import dev.clickdeploy.core.job.Chore;
import dev.clickdeploy.core.job.Handling;
import dev.clickdeploy.core.job.JobDesk;
import dev.clickdeploy.core.job.JobHandler;
import dev.clickdeploy.core.job.WorkerPool;
import dev.clickdeploy.core.log.LogFollowers;
import dev.clickdeploy.core.plan.PlanDesk;
import dev.clickdeploy.core.push.BranchSweep;
import dev.clickdeploy.core.push.ComparePaths;
import dev.clickdeploy.core.push.DeliveryDesk;
import dev.clickdeploy.core.push.LedgerTidying;
import dev.clickdeploy.core.push.PushReception;
import dev.clickdeploy.core.push.RepositoryLook;
import dev.clickdeploy.core.push.Rulings;
import dev.clickdeploy.core.service.ServiceCatalog;
import dev.clickdeploy.core.status.TellHost;
import dev.clickdeploy.core.tenant.TenantRegistry;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.port.in.Deliveries;
import dev.clickdeploy.port.in.Deployments;
import dev.clickdeploy.port.in.Jobs;
import dev.clickdeploy.port.in.Plans;
import dev.clickdeploy.port.in.Pushes;
import dev.clickdeploy.port.in.Services;
import dev.clickdeploy.port.in.Tenants;
import dev.clickdeploy.port.in.Workers;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole system inside another program: from a push or a call to an image in the registry. It
 * keeps no static state, installs no shutdown hook and leaves no thread behind once it is closed;
 * what it was given stays its owner's to close.
 */
public final class ClickDeploy implements AutoCloseable {
  private final Tenants tenants;
  private final Services services;
  private final Deployments deployments;
  private final Plans plans;
  private final Pushes pushes;
  private final Deliveries deliveries;
  private final Jobs jobs;
  private final Workers workers;
  private final LogFollowers followers;
  private final Duration stopGrace;
  private final Duration stopHard;

  ClickDeploy(
      Storage storage,
      BuildTools tools,
      GitHosts hosts,
      PushSettings pushing,
      WorkSettings work,
      Map<JobKind, Handling> handlers,
      Map<JobKind, KindLimit> limits,
      EventSink events,
      InstantSource clock) {
    DeploymentIntake intake =
        new DeploymentIntake(storage.deployments(), events, clock, work.attempts());
    JobHandler builds =
        new BuildHandler(storage, tools, work.build(), work.backoff(), events, clock);
    Map<JobKind, Handling> kinds = new HashMap<>(handlers);
    kinds.put(JobKind.BUILD, new Handling(builds, work.workers()));
    Rulings rulings = new Rulings(intake);
    JobHandler comparing = new ComparePaths(storage, tools.sources(), rulings, events);
    kinds.put(JobKind.PUSH, new Handling(comparing, work.workers()));
    JobHandler telling = new TellHost(storage, hosts.statuses(), hosts.links(), events);
    kinds.put(JobKind.STATUS, new Handling(telling, work.workers()));
    tenants = new TenantRegistry(storage.tenants(), clock);
    services = new ServiceCatalog(storage.services(), storage.tenants(), clock);
    followers = new LogFollowers(storage);
    deployments = new DeploymentDesk(storage, tools.sources(), intake, events, clock, followers);
    plans = new PlanDesk(storage.services(), tools.sources(), tools.planner());
    pushes = new PushReception(storage, rulings, events, clock);
    deliveries = new DeliveryDesk(storage, rulings, events, clock);
    jobs = new JobDesk(storage, clock);
    List<Chore> chores = new ArrayList<>();
    chores.add(LedgerTidying.chore(storage.pushes(), pushing.keepDeliveries()));
    if (pushing.sweepInterval().isPositive()) {
      RepositoryLook look = new RepositoryLook(storage, tools.sources(), rulings, events, clock);
      chores.add(new BranchSweep(storage, look, pushing.sweepInterval(), events).chore());
    }
    workers = new WorkerPool(storage, kinds, work.pool(limits), chores, events, clock);
    stopGrace = work.stopGrace();
    stopHard = work.stopHard();
  }

  /** Begins to put one together. */
  public static ClickDeployBuilder builder() {
    return new ClickDeployBuilder();
  }

  /** Organizations, projects and access tokens. */
  public Tenants tenants() {
    return tenants;
  }

  /** Services. */
  public Services services() {
    return services;
  }

  /** Deployments. */
  public Deployments deployments() {
    return deployments;
  }

  /** Plans without builds. */
  public Plans plans() {
    return plans;
  }

  /** Pushes that git hosts tell. */
  public Pushes pushes() {
    return pushes;
  }

  /** What git hosts' webhooks told, and what came of it. */
  public Deliveries deliveries() {
    return deliveries;
  }

  /** Jobs of every kind, for embedders' own kinds and for operators. */
  public Jobs jobs() {
    return jobs;
  }

  /** The workers of this process, for whoever wants to start and stop them by hand. */
  public Workers workers() {
    return workers;
  }

  /**
   * Sets the limits that were given and begins to work on jobs; does nothing when that has
   * happened. Without workers it only sets the limits.
   *
   * @throws dev.clickdeploy.port.out.PortException when a limit cannot be set
   */
  public void start() {
    workers.start();
  }

  /**
   * Stops gracefully: no new jobs, running ones may end within the grace and are handed back after
   * it, interrupted if need be. Who follows a log may see their last lines. Does nothing when it
   * has been closed.
   */
  @Override
  public void close() {
    try {
      workers.stop(stopGrace, stopHard);
    } finally {
      followers.close();
    }
  }
}
