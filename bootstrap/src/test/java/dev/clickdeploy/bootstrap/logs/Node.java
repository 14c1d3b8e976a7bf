package dev.clickdeploy.bootstrap.logs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.adapter.http.HttpApi;
import dev.clickdeploy.adapter.http.HttpServer;
import dev.clickdeploy.adapter.http.HttpSettings;
import dev.clickdeploy.adapter.http.RateLimit;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.bootstrap.metrics.Metrics;
import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.core.WorkSettings;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.port.out.fake.FakeBuildPlanner;
import dev.clickdeploy.port.out.fake.FakeImageBuilder;
import dev.clickdeploy.port.out.fake.FakeImageRegistry;
import dev.clickdeploy.port.out.fake.FakeSourceRepository;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A server without workers on a database that it shares with others. */
public final class Node implements AutoCloseable {
  private static final Secret KEY = Secret.of("D".repeat(43) + "=");

  public final Postgres postgres;
  public final ClickDeploy clickDeploy;
  public final FakeSourceRepository sources = new FakeSourceRepository();
  private final HikariDataSource pool;
  public final HttpServer http;

  Node(String url) {
    this(url, null);
  }

  public Node(String url, @Nullable Secret adminToken) {
    PGSimpleDataSource single = new PGSimpleDataSource();
    single.setURL(url);
    HikariConfig config = new HikariConfig();
    config.setDataSource(single);
    config.setMaximumPoolSize(6);
    pool = new HikariDataSource(config);
    postgres = Postgres.using(pool, single, KEY);
    postgres.migrate();
    FakeImageRegistry registry = new FakeImageRegistry();
    clickDeploy =
        ClickDeploy.builder()
            .storage(postgres)
            .sources(sources)
            .planner(new FakeBuildPlanner())
            .builder(new FakeImageBuilder(registry))
            .registry(registry)
            .work(WorkSettings.DEFAULT.withWorkers(0))
            .build();
    http =
        HttpServer.start(
            new HttpSettings(
                new InetSocketAddress("127.0.0.1", 0),
                adminToken,
                RateLimit.NONE,
                new Metrics(event -> {}),
                false),
            new HttpApi(
                clickDeploy.tenants(),
                clickDeploy.tokens(),
                clickDeploy.services(),
                clickDeploy.values(),
                clickDeploy.deployments(),
                clickDeploy.redeployments(),
                clickDeploy.queue(),
                clickDeploy.plans(),
                clickDeploy.pushes(),
                clickDeploy.deliveries(),
                List.of()));
  }

  URI logs(Object deployment) {
    return URI.create(
        "http://127.0.0.1:%d/v1/click-deploy/deployments/%s/logs"
            .formatted(http.address().getPort(), deployment));
  }

  @Override
  public void close() {
    clickDeploy.close();
    http.close();
    pool.close();
  }
}
