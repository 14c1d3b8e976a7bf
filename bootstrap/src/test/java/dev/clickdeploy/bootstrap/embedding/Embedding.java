package dev.clickdeploy.bootstrap.embedding;

import dev.clickdeploy.adapter.buildkit.BuildKit;
import dev.clickdeploy.adapter.git.GitPolicy;
import dev.clickdeploy.adapter.git.GitRepositories;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.railpack.Railpack;
import dev.clickdeploy.adapter.registry.OciRegistry;
import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.model.Secret;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Another JVM platform with click-deploy inside; what stands between the marks is in the README.
 */
record Embedding(
    DataSource dataSource,
    Secret secretKey,
    String buildkitAddress,
    String registryUrl,
    String user,
    Secret password,
    Path directory,
    GitPolicy policy) {

  void run(Consumer<ClickDeploy> platform) {
    // README begins
    Postgres postgres = Postgres.using(dataSource, secretKey);
    postgres.migrate(); // a schema of its own in your database
    try (BuildKit buildKit = BuildKit.connect(buildkitAddress);
        OciRegistry registry = OciRegistry.at(registryUrl, user, password);
        ClickDeploy clickDeploy =
            ClickDeploy.builder()
                .storage(postgres)
                .sources(GitRepositories.in(directory, policy))
                .planner(Railpack.planner("docker.io/library"))
                .builder(buildKit)
                .registry(registry)
                .build()) {
      clickDeploy.start(); // workers; API: tenants(), services(), deployments(), pushes(), jobs()
      platform.accept(clickDeploy);
    }
    // README ends
  }
}
