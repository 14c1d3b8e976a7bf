package dev.clickdeploy.core;

import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.image.RegistryHost;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.Credential;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Deployments.TriggerDeployment;
import dev.clickdeploy.port.in.Redeployments.Rollback;
import dev.clickdeploy.port.in.Services.CreateService;
import dev.clickdeploy.port.out.fake.FakeBuildPlanner;
import dev.clickdeploy.port.out.fake.FakeImageBuilder;
import dev.clickdeploy.port.out.fake.FakeImageRegistry;
import dev.clickdeploy.port.out.fake.FakeSourceRepository;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import dev.clickdeploy.port.out.fake.InMemoryWorld;
import dev.clickdeploy.port.out.fake.RecordingEventSink;
import dev.clickdeploy.port.out.fake.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An outside world in memory with one organization, project, repository and service, and as many
 * processes on it as a test wants. Domain time stands still; the pool's own time is real.
 */
public final class House implements AutoCloseable {
  public static final RepositoryUrl REPOSITORY = new RepositoryUrl("https://git.test/acme/web");
  public static final Secret WEBHOOK_SECRET = Secret.of("webhook-secret-0123456789");
  public static final Secret REGISTRY_PASSWORD = Secret.of("registry/pass+word!");

  /** Retries at once, and leases that no test outlives by accident. */
  public static final WorkSettings WORK =
      new WorkSettings(
          2,
          Duration.ofSeconds(6),
          3,
          new Backoff(Duration.ZERO, Duration.ZERO),
          Duration.ofMinutes(1),
          Duration.ofSeconds(40),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofDays(7));

  /** The same but for these. */
  public static WorkSettings work(int workers, Duration lease, Backoff backoff, Duration timeout) {
    return new WorkSettings(
        workers,
        lease,
        WORK.attempts(),
        backoff,
        timeout,
        WORK.buildIdleTimeout(),
        WORK.stopGrace(),
        WORK.stopHard(),
        WORK.keepFinished());
  }

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  public final SettableClock clock = new SettableClock();
  public final InMemoryWorld world = new InMemoryWorld(clock);
  public final BreakableStorage storage = new BreakableStorage(world);
  public final FakeSourceRepository sources = new FakeSourceRepository();
  public final FakeBuildPlanner planner = new FakeBuildPlanner();
  public final FakeImageRegistry registry =
      new FakeImageRegistry(
          new RegistryHost("registry.test"),
          List.of(
              new RegistryLogin(
                  new RegistryHost("registry.test"), "robot$builder", REGISTRY_PASSWORD)));
  public final FakeImageBuilder builder = new FakeImageBuilder(registry);
  public final RecordingEventSink events = new RecordingEventSink();

  /** The API alone; it never works on jobs. */
  public final ClickDeploy api;

  private final RepositoryUrl repository;
  public final Organization organization;
  public final Project project;
  public final Service service;
  private final List<ClickDeploy> opened = new ArrayList<>();

  public House() {
    this(REPOSITORY, null);
  }

  /** The repository opens with this token only. */
  public House(@Nullable Secret gitToken) {
    this(REPOSITORY, gitToken == null ? null : new Credential.Token(gitToken));
  }

  /** The repository opens with this only. */
  public House(RepositoryUrl repository, @Nullable Credential credential) {
    this.repository = repository;
    api = node(WORK.withWorkers(0));
    organization = api.tenants().createOrganization(new Name("Acme"));
    project = api.tenants().createProject(Scope.of(organization.id()), new Name("Shop"));
    if (credential != null) {
      sources.require(repository, credential);
    }
    push(InMemoryTree.of(Map.of("index.html", "<h1>hello</h1>")), "refs/heads/main");
    service = service("web", credential);
  }

  public ClickDeployBuilder parts() {
    return ClickDeploy.builder()
        .storage(storage)
        .sources(sources)
        .planner(planner)
        .builder(builder)
        .registry(registry)
        .pushes(new PushSettings(Duration.ZERO, Duration.ofDays(90)))
        .events(events)
        .clock(clock);
  }

  /** A process that has not started; it is closed with the house. */
  public ClickDeploy node(WorkSettings work) {
    ClickDeploy node = parts().work(work).build();
    opened.add(node);
    return node;
  }

  /** A process that works. */
  public ClickDeploy worker() {
    return worker(WORK);
  }

  public ClickDeploy worker(WorkSettings work) {
    ClickDeploy node = node(work);
    node.start();
    return node;
  }

  /** A process that works under a name. */
  public void start(String name, int workers) {
    ClickDeploy node = parts().name(name).work(WORK.withWorkers(workers)).build();
    opened.add(node);
    node.start();
  }

  public void push(InMemoryTree tree, String ref) {
    sources.push(repository, tree, ref);
  }

  public Service service(String name, @Nullable Credential credential) {
    return api.services()
        .create(
            new CreateService(
                Scope.of(organization.id()),
                project.id(),
                new Name(name),
                repository,
                new GitRef("main"),
                RootDirectory.REPOSITORY,
                BuildSettings.DETECT,
                credential,
                WEBHOOK_SECRET))
        .service();
  }

  public Deployment trigger() {
    return trigger(null, null);
  }

  public Deployment trigger(@Nullable String ref, @Nullable String key) {
    return api.deployments()
        .trigger(
            new TriggerDeployment(
                Scope.of(organization.id()),
                service.id(),
                ref == null ? null : new GitRef(ref),
                key));
  }

  /** Asks for the image of an earlier deployment. */
  public Deployment rollBack(Deployment to) {
    return api.redeployments()
        .rollBack(new Rollback(Scope.of(organization.id()), service.id(), to.id(), null));
  }

  public Deployment stored(Deployment deployment) {
    return world.deployments().load(deployment.id()).orElseThrow();
  }

  public Job job(Deployment deployment) {
    return world.jobControl().get(world.deployments().jobOf(deployment.id())).orElseThrow();
  }

  public List<String> log(Deployment deployment) {
    return world.logs().texts(deployment.id());
  }

  public Deployment cancel(Deployment deployment) {
    return api.deployments().cancel(Scope.of(organization.id()), deployment.id());
  }

  public Deployment ended(Deployment deployment) {
    return await().atMost(PATIENCE).until(() -> stored(deployment), d -> d.status().isTerminal());
  }

  public void awaitStatus(Deployment deployment, DeploymentStatus status) {
    await().atMost(PATIENCE).until(() -> stored(deployment).status() == status);
  }

  /** Waits until so many builds run. */
  public void awaitBuilding(int builds) {
    await().atMost(PATIENCE).until(() -> builder.running() == builds);
  }

  @Override
  public void close() {
    storage.repair();
    opened.forEach(ClickDeploy::close);
  }
}
