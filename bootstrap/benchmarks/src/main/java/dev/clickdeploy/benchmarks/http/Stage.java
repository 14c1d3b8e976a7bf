package dev.clickdeploy.benchmarks.http;

import dev.clickdeploy.benchmarks.harness.Measurements;
import dev.clickdeploy.benchmarks.harness.Metric;
import dev.clickdeploy.benchmarks.harness.Run;
import dev.clickdeploy.benchmarks.http.Questions.Deployed;
import dev.clickdeploy.benchmarks.http.Tenants.Pushed;
import dev.clickdeploy.benchmarks.http.load.Load;
import dev.clickdeploy.benchmarks.http.load.Outcome;
import dev.clickdeploy.benchmarks.http.load.Pace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Everything that runs and was prepared; made once, before the first case. */
final class Stage implements AutoCloseable {
  private static final int PREPARED_PER_SECOND = 500;

  private final Sizes sizes;
  private final Measurements measurements;
  private final Server server;
  private final Bare bare;
  private final Writer writer;
  private final Ledger ledger;
  private final List<Pushed> pushed;
  private final List<Deployed> deployments;

  Stage(Run run, Sizes sizes) throws Exception {
    this.sizes = sizes;
    this.measurements = run.measurements();
    server = Server.start(run.options());
    bare = Bare.start(run.options());
    ledger = new Ledger(run.options().required("postgres-port"));
    try (Api api = new Api(server.address())) {
      Tenants tenants = new Tenants(api);
      List<Tenants.Tenant> all = tenants.create(Sizes.ORGANIZATIONS);
      List<Pushed> kept = tenants.services(20, "none");
      queue(kept);
      ledger.endMost();
      deployments = ledger.deployments(all);
      pushed = tenants.services(Sizes.SERVICES, "queued");
      writer = new Writer(run.options(), kept.getFirst());
    }
    settle();
  }

  /** Deployments that nothing supersedes; by pushes, which warms the server as well. */
  private void queue(List<Pushed> services) throws Exception {
    Pushes pushes = new Pushes("prepared-", services);
    try (Load load = new Load(server.address(), Sizes.CONNECTIONS)) {
      Duration time = Duration.ofMillis(1_000L * sizes.deployments() / PREPARED_PER_SECOND);
      load.run(pushes, Pace.open(PREPARED_PER_SECOND, time));
    }
    ledger.requireAll(pushes);
  }

  Sizes sizes() {
    return sizes;
  }

  /** Ours, or the bare one. */
  InetSocketAddress server(boolean ours) {
    return ours ? server.address() : bare.address();
  }

  Writer writer() {
    return writer;
  }

  Ledger ledger() {
    return ledger;
  }

  /** Services whose newer pushes supersede waiting ones, which is the default. */
  List<Pushed> pushed() {
    return pushed;
  }

  List<Deployed> deployments() {
    return deployments;
  }

  double peakMegabytes() throws IOException {
    return server.peakMegabytes();
  }

  void settle() throws SQLException {
    ledger.settle();
  }

  void add(HttpCase situation, String system, Metric metric, double figure) {
    measurements.add(situation.name(), system, metric, figure);
  }

  void add(HttpCase situation, String system, Outcome latency) {
    add(situation, system, HttpCase.P50, latency.millis(50));
    add(situation, system, HttpCase.P99, latency.millis(99));
    add(situation, system, HttpCase.MAX, latency.millis(100));
  }

  @Override
  public void close() throws Exception {
    writer.close();
    bare.close();
    server.close();
    ledger.close();
  }
}
