package dev.clickdeploy.bootstrap.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.git.GitHost;
import dev.clickdeploy.adapter.git.GitPolicy;
import dev.clickdeploy.bootstrap.e2e.RealParts;
import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Deployments.TriggerDeployment;
import dev.clickdeploy.port.in.Services.CreateService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class EmbeddingIT {
  @TempDir Path home;

  @Test
  void the_embedded_system_turns_a_commit_into_an_image_and_leaves_no_thread() {
    try (GitHost git = GitHost.start(home.resolve("git"))) {
      git.commit("embedded", Map.of("index.html", "<h1>embedded</h1>\n"), "Embed");
      Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
      Embedding embedding =
          new Embedding(
              database(),
              Secret.of("B".repeat(43) + "="),
              RealParts.get("buildkit.address"),
              "http://" + RealParts.get("auth.registry"),
              RealParts.get("auth.username"),
              Secret.of(RealParts.get("auth.password")),
              home.resolve("caches"),
              new GitPolicy(true, List.of()));

      embedding.run(clickDeploy -> deploys(clickDeploy, git.url("embedded")));

      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(
              () ->
                  assertThat(Thread.getAllStackTraces().keySet())
                      .filteredOn(thread -> !before.contains(thread))
                      .filteredOn(thread -> !isOfTheJdkOrItsLibraries(thread))
                      .isEmpty());
    }
  }

  private static void deploys(ClickDeploy clickDeploy, String repository) {
    Organization organization =
        clickDeploy.tenants().createOrganization(new Name("Embedder " + System.nanoTime()));
    Project project =
        clickDeploy.tenants().createProject(Scope.of(organization.id()), new Name("platform"));
    Service service =
        clickDeploy
            .services()
            .create(
                new CreateService(
                    Scope.of(organization.id()),
                    project.id(),
                    new Name("site"),
                    new RepositoryUrl(repository),
                    new GitRef("main"),
                    RootDirectory.REPOSITORY,
                    BuildSettings.DETECT,
                    null,
                    null))
            .service();
    Deployment queued =
        clickDeploy
            .deployments()
            .trigger(new TriggerDeployment(Scope.of(organization.id()), service.id(), null, null));
    Deployment ended =
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () -> clickDeploy.deployments().get(Scope.of(organization.id()), queued.id()),
                deployment -> deployment.status().isTerminal());
    assertThat(ended.status()).as("%s", ended.failure()).isEqualTo(DeploymentStatus.SUCCEEDED);
  }

  /** The JDK's own threads, one of JGit's and one of the driver's serve a whole JVM. */
  private static boolean isOfTheJdkOrItsLibraries(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    String name = thread.getName();
    return group == null
        || group.getName().equals("InnocuousThreadGroup")
        || name.startsWith("ForkJoinPool")
        || name.startsWith("JGit")
        || name.startsWith("PostgreSQL-JDBC")
        || name.startsWith("awaitility")
        || name.startsWith("HTTP-Dispatcher")
        || name.startsWith("git-host");
  }

  private static PGSimpleDataSource database() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(RealParts.freshDatabase());
    return source;
  }
}
