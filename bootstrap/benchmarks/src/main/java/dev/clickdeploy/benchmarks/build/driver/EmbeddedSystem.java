package dev.clickdeploy.benchmarks.build.driver;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.adapter.buildkit.BuildKit;
import dev.clickdeploy.adapter.git.GitPolicy;
import dev.clickdeploy.adapter.git.GitRepositories;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.railpack.Railpack;
import dev.clickdeploy.adapter.registry.OciRegistry;
import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.core.WorkSettings;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryAccess;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Deployments.TriggerDeployment;
import dev.clickdeploy.port.in.Services.CreateService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** The whole system with its real adapters, as an embedder would wire it. */
final class EmbeddedSystem {
  private static final Secret KEY = Secret.of("B".repeat(43) + "=");

  private final ClickDeploy clickDeploy;
  private final CountingBuilder builder;
  private final GitRepositories sources;
  private final Ended ended;
  private final Organization organization;
  private final Project project;
  private int services;

  private EmbeddedSystem(
      ClickDeploy clickDeploy, CountingBuilder builder, GitRepositories sources, Ended ended) {
    this.clickDeploy = clickDeploy;
    this.builder = builder;
    this.sources = sources;
    this.ended = ended;
    this.organization =
        clickDeploy
            .tenants()
            .createOrganization(new Name("benchmark-" + ProcessHandle.current().pid()));
    this.project =
        clickDeploy.tenants().createProject(Scope.of(organization.id()), new Name("build"));
  }

  static EmbeddedSystem open(JsonNode terms) {
    Postgres postgres = Postgres.using(pool(terms.required("port").intValue()), KEY);
    postgres.migrate();
    CountingBuilder builder =
        new CountingBuilder(BuildKit.connect(terms.required("buildkit").textValue()));
    GitRepositories sources =
        GitRepositories.in(
            Path.of(terms.required("directory").textValue()), GitPolicy.REMOTE_AND_LOCAL);
    Ended ended = new Ended();
    ClickDeploy clickDeploy =
        ClickDeploy.builder()
            .storage(postgres)
            .sources(sources)
            .planner(Railpack.planner("docker.io/library"))
            .builder(builder)
            .registry(
                OciRegistry.at("http://" + terms.required("registry").textValue(), null, null))
            .work(WorkSettings.DEFAULT.withWorkers(terms.required("workers").intValue()))
            .events(ended)
            .build();
    clickDeploy.start();
    return new EmbeddedSystem(clickDeploy, builder, sources, ended);
  }

  private static HikariDataSource pool(int port) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(10);
    return new HikariDataSource(config);
  }

  CountingBuilder builder() {
    return builder;
  }

  String service(String url) {
    CreateService command =
        new CreateService(
            Scope.of(organization.id()),
            project.id(),
            new Name("service-" + services++),
            new RepositoryUrl(url),
            new GitRef("main"),
            RootDirectory.REPOSITORY,
            BuildSettings.DETECT,
            null,
            null);
    return clickDeploy.services().create(command).service().id().toString();
  }

  /** Returns when every service's image is verified in the registry. */
  void deploy(List<String> ids) throws InterruptedException {
    List<DeploymentId> deployments = new ArrayList<>();
    for (String id : ids) {
      TriggerDeployment command =
          new TriggerDeployment(Scope.of(organization.id()), ServiceId.parse(id), null, null);
      deployments.add(clickDeploy.deployments().trigger(command).id());
    }
    for (DeploymentId id : deployments) {
      ended.await(id);
      Deployment deployment = clickDeploy.deployments().get(Scope.of(organization.id()), id);
      if (deployment.status() != DeploymentStatus.SUCCEEDED) {
        throw new IllegalStateException("not deployed: " + deployment);
      }
    }
  }

  /** Builds without a push; when it began, after the fetch. */
  long upload(String url) {
    RepositoryAccess access = new RepositoryAccess(new RepositoryUrl(url));
    CommitSha commit = sources.resolve(access, new GitRef("main"));
    try (SourceTree tree =
        sources.open(access, commit, RootDirectory.REPOSITORY, new Cancellation())) {
      BuildPlan plan =
          new BuildPlan(
              "dockerfile",
              "the repository's own",
              new DockerfileSource.InTree("Dockerfile"),
              null,
              Map.of(),
              null,
              List.of(),
              List.of(),
              List.of());
      BuildRequest request =
          new BuildRequest(tree, plan, List.of(), List.of(), Map.of(), url, Duration.ofMinutes(10));
      long began = System.nanoTime();
      BuildOutcome outcome = builder.build(request, event -> {}, new Cancellation());
      if (!(outcome instanceof BuildOutcome.Built)) {
        throw new IllegalStateException("not built: " + outcome);
      }
      return began;
    }
  }
}
