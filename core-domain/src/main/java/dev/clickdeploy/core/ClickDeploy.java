package dev.clickdeploy.core;

import dev.clickdeploy.core.build.BuildHandler;
import dev.clickdeploy.core.build.BuildTools;
import dev.clickdeploy.core.deployment.DeploymentDesk;
import dev.clickdeploy.core.deployment.DeploymentIntake;
import dev.clickdeploy.core.deployment.QueueDesk;
import dev.clickdeploy.core.deployment.RedeploymentDesk;
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
import dev.clickdeploy.core.retention.ImageTidying;
import dev.clickdeploy.core.service.ServiceCatalog;
import dev.clickdeploy.core.service.ValueDesk;
import dev.clickdeploy.core.status.TellHost;
import dev.clickdeploy.core.tenant.KnownTokens;
import dev.clickdeploy.core.tenant.TenantRegistry;
import dev.clickdeploy.core.tenant.TokenDesk;
import dev.clickdeploy.model.image.KeptImages;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.port.in.BuildValues;
import dev.clickdeploy.port.in.Deliveries;
import dev.clickdeploy.port.in.Deployments;
import dev.clickdeploy.port.in.Jobs;
import dev.clickdeploy.port.in.Plans;
import dev.clickdeploy.port.in.Pushes;
import dev.clickdeploy.port.in.Queue;
import dev.clickdeploy.port.in.Redeployments;
import dev.clickdeploy.port.in.Services;
import dev.clickdeploy.port.in.Tenants;
import dev.clickdeploy.port.in.Tokens;
import dev.clickdeploy.port.in.Workers;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.Storage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole system inside another program: from a push or a call to an image in the registry. It
 * keeps no static state, installs no shutdown hook and leaves no thread behind once it is closed;
 * what it was given stays its owner's to close.
 */
public final class ClickDeploy implements AutoCloseable {
  private final Tenants tenants;
  private final Tokens tokens;
  private final Services services;
  private final BuildValues values;
  private final Deployments deployments;
  private final Redeployments redeployments;
  private final Queue queue;
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
      @Nullable KeptImages kept,
      WorkSettings work,
      String name,
      Map<JobKind, Handling> handlers,
      Map<JobKind, KindLimit> limits,
      EventSink events,
      InstantSource clock) {
    DeploymentIntake intake =
        new DeploymentIntake(storage.deployments(), events, clock, work.attempts());
    BuildHandler builds =
        new BuildHandler(storage, tools, work.build(), work.backoff(), events, clock, name);
    Map<JobKind, Handling> kinds = new HashMap<>(handlers);
    kinds.put(JobKind.BUILD, new Handling(builds, work.workers()));
    kinds.put(JobKind.DEPLOY, new Handling(builds.ofRollbacks(), work.workers()));
    Rulings rulings = new Rulings(intake);
    JobHandler comparing = new ComparePaths(storage, tools.sources(), rulings, events);
    kinds.put(JobKind.PUSH, new Handling(comparing, work.workers()));
    JobHandler telling = new TellHost(storage, hosts.statuses(), hosts.links(), events);
    kinds.put(JobKind.STATUS, new Handling(telling, work.workers()));
    KnownTokens knownTokens = new KnownTokens(storage.tokens(), clock);
    tenants = new TenantRegistry(storage.tenants(), knownTokens, clock);
    tokens = new TokenDesk(storage.tokens(), storage.tenants(), knownTokens, clock);
    services = new ServiceCatalog(storage.services(), storage.tenants(), clock);
    values = new ValueDesk(storage.vault(), clock);
    followers = new LogFollowers(storage);
    deployments = new DeploymentDesk(storage, tools.sources(), intake, events, clock, followers);
    redeployments = new RedeploymentDesk(storage, intake);
    queue = new QueueDesk(storage);
    plans = new PlanDesk(storage.services(), storage.vault(), tools.sources(), tools.planner());
    pushes = new PushReception(storage, rulings, events, clock);
    deliveries = new DeliveryDesk(storage, rulings, events, clock);
    jobs = new JobDesk(storage, clock);
    List<Chore> chores = new ArrayList<>();
    chores.add(LedgerTidying.chore(storage.pushes(), pushing.keepDeliveries()));
    if (pushing.sweepInterval().isPositive()) {
      RepositoryLook look = new RepositoryLook(storage, tools.sources(), rulings, events, clock);
      chores.add(new BranchSweep(storage, look, pushing.sweepInterval(), events).chore());
    }
    if (kept != null) {
      chores.add(new ImageTidying(storage, tools.registry(), kept, events, clock).chore());
    }
    workers = new WorkerPool(storage, kinds, work.pool(limits, name), chores, events, clock);
    stopGrace = work.stopGrace();
    stopHard = work.stopHard();
  }

  /** Begins to put one together. */
  public static ClickDeployBuilder builder() {
    return new ClickDeployBuilder();
  }

  /** Organizations and projects. */
  public Tenants tenants() {
    return tenants;
  }

  /** Access tokens. */
  public Tokens tokens() {
    return tokens;
  }

  /** Services. */
  public Services services() {
    return services;
  }

  /** What builds of services are given and nobody is shown. */
  public BuildValues values() {
    return values;
  }

  /** Deployments. */
  public Deployments deployments() {
    return deployments;
  }

  /** Deployments made of earlier ones. */
  public Redeployments redeployments() {
    return redeployments;
  }

  /** What runs and what waits. */
  public Queue queue() {
    return queue;
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
