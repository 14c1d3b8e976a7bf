package dev.clickdeploy.bootstrap.server;

import dev.clickdeploy.adapter.buildkit.BuildKit;
import dev.clickdeploy.adapter.githost.HostStatuses;
import dev.clickdeploy.adapter.http.HttpApi;
import dev.clickdeploy.adapter.http.HttpServer;
import dev.clickdeploy.adapter.http.HttpSettings;
import dev.clickdeploy.adapter.http.RateLimit;
import dev.clickdeploy.adapter.http.ReadinessCheck;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.bootstrap.database.Database;
import dev.clickdeploy.bootstrap.metrics.Metrics;
import dev.clickdeploy.bootstrap.settings.DataDirectory;
import dev.clickdeploy.bootstrap.settings.Settings;
import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.model.Secret;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The standalone server inside this process: database, workers and HTTP, started and stopped
 * together.
 */
public final class Server implements AutoCloseable {
  private final Opened opened;
  private final Secret adminToken;
  private final HttpServer http;
  private final Map<String, String> facts = new LinkedHashMap<>();

  private Server(Settings settings, Opened opened) {
    this.opened = opened;
    DataDirectory directory = opened.add(DataDirectory.open(settings.dataDirectory()));
    this.adminToken = directory.adminToken(settings);
    OpenRegistry registry = opened.add(Wiring.registry(settings));
    BuildKit buildKit = opened.add(settings.buildkit().client(Wiring.access(settings)));
    Database database = opened.add(Database.open(settings.databaseUrl(), directory));
    Postgres postgres = Wiring.postgres(database, directory.secretKey(settings));
    postgres.migrate();
    HostStatuses statuses = opened.add(Wiring.statuses(settings));
    Metrics metrics = new Metrics(new EventLog());
    metrics.watch(database);
    ClickDeploy clickDeploy =
        Wiring.clickDeploy(settings, postgres, buildKit, registry.images(), statuses, metrics);
    AtomicBoolean stopping = new AtomicBoolean();
    List<ReadinessCheck> checks =
        List.of(
            new ReadinessCheck("server", () -> requireServing(stopping)),
            new ReadinessCheck("database", postgres::check),
            new ReadinessCheck("buildkit", buildKit::check),
            new ReadinessCheck("registry", registry.images()::check));
    HttpApi api =
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
            checks);
    // reads and pushes are served while running builds finish, so the workers stop before HTTP does
    this.http =
        opened.add(
            HttpServer.start(
                new HttpSettings(
                    settings.httpAddress(),
                    adminToken,
                    RateLimit.of(settings.requestsPerSecond()),
                    metrics,
                    settings.openMetrics()),
                api));
    metrics.watch(http);
    opened.add(clickDeploy);
    opened.add(() -> stopping.set(true));
    clickDeploy.start();
    facts.put("PostgreSQL", database.description());
    facts.put("BuildKit", settings.buildkit().toString());
    facts.put("Registry", registry.host().toString());
    facts.put("Server", address().toString());
  }

  /** Starts; whatever was opened is closed again when a part refuses. */
  public static Server start(Settings settings) {
    Opened opened = new Opened();
    try {
      return new Server(settings, opened);
    } catch (RuntimeException e) {
      opened.closeAfter(e);
      throw e;
    }
  }

  private static void requireServing(AtomicBoolean stopping) {
    if (stopping.get()) {
      throw new IllegalStateException("stopping");
    }
  }

  /** Where it listens, as clients on this machine reach it. */
  public URI address() {
    InetSocketAddress bound = http.address();
    String host =
        bound.getAddress().isAnyLocalAddress() ? "127.0.0.1" : bound.getAddress().getHostAddress();
    return URI.create(
        (host.contains(":") ? "http://[%s]:%d" : "http://%s:%d").formatted(host, bound.getPort()));
  }

  /** Creates organizations and tokens. */
  public Secret adminToken() {
    return adminToken;
  }

  /** What it runs on, for people, in the order in which they want to know. */
  public Map<String, String> facts() {
    return Collections.unmodifiableMap(facts);
  }

  /** Claims no more jobs, lets running builds finish or hands them back, and ends. */
  @Override
  public void close() {
    opened.close();
  }
}
