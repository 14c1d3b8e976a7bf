package dev.clickdeploy.bootstrap.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.bootstrap.e2e.RealParts;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Whatever happens to workers and connections: no job is lost, and none is completed by a claim
 * that was outlived. The system property {@code clickdeploy.soak} makes the rounds longer.
 */
class FaultsIT {
  private static final int FACTOR = Integer.getInteger("clickdeploy.soak", 1);
  private static final Duration RIGHT = Duration.ZERO;
  private static final Duration PATIENCE = Duration.ofMinutes(1 + FACTOR);

  @TempDir Path logs;
  private final List<WorkerProcess> workers = new ArrayList<>();
  private final String url = RealParts.freshDatabase();
  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private Postgres postgres;
  private Ledger ledger;
  private int jobs;

  @BeforeEach
  void an_empty_queue() throws SQLException {
    database.setURL(url);
    postgres = Postgres.using(database, FaultWorker.KEY);
    postgres.migrate();
    ledger = new Ledger(database);
    ledger.create();
  }

  @AfterEach
  void end() throws InterruptedException {
    for (WorkerProcess worker : workers) {
      worker.close();
    }
  }

  private WorkerProcess worker(String jdbcUrl, Duration hold, Duration wrongClock) {
    Path log = logs.resolve("worker-" + workers.size() + ".log");
    WorkerProcess worker = WorkerProcess.start(jdbcUrl, hold, wrongClock, log);
    workers.add(worker);
    return worker;
  }

  private WorkerProcess worker(Duration hold) {
    return worker(url, hold, RIGHT);
  }

  private void enqueue(int count) {
    InstantSource clock = InstantSource.system();
    OrganizationId organization = OrganizationId.next(clock);
    postgres
        .tenants()
        .create(new Organization(organization, new Name("o" + organization), clock.instant()));
    postgres
        .jobs()
        .enqueue(
            IntStream.range(0, count)
                .mapToObj(
                    i ->
                        NewJob.of(
                            JobId.next(clock), FaultWorker.KIND, organization, "job " + i, 100))
                .toList());
    jobs += count;
  }

  private void awaitAllDone() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast("a job failed", () -> failed() > 0)
        .untilAsserted(() -> assertThat(ledger.live()).isZero());
    assertThat(ledger.wrongs(jobs)).isEmpty();
  }

  private long failed() {
    return ledger.count(
        "SELECT count(*) FROM clickdeploy.finished_jobs WHERE status <> 'completed'");
  }

  private void awaitBegun(long more) {
    long before = ledger.begun();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> ledger.begun() >= before + more || ledger.live() == 0);
  }

  @Test
  void without_faults_each_job_is_handled_exactly_once_by_four_processes() {
    enqueue(2_000 * FACTOR);
    for (int i = 0; i < 4; i++) {
      worker(Duration.ofMillis(1));
    }

    awaitAllDone();

    assertThat(ledger.begun()).isEqualTo(jobs);
  }

  @Test
  void workers_that_are_killed_in_a_loop_lose_nothing() throws Exception {
    enqueue(150 * FACTOR);
    worker(Duration.ofMillis(100)).awaitWorking();
    for (int i = 0; i < 4 * FACTOR; i++) {
      WorkerProcess victim = worker(Duration.ofMillis(100)).awaitWorking();
      awaitBegun(8);
      victim.kill();
    }

    awaitAllDone();
  }

  @Test
  void what_a_frozen_worker_says_after_its_lease_is_refused() throws Exception {
    enqueue(8);
    WorkerProcess frozen = worker(Duration.ofMillis(500)).awaitWorking();
    awaitBegun(8);
    frozen.freeze();
    worker(Duration.ofMillis(1)).awaitWorking();
    awaitAllDone();

    frozen.thaw();
    enqueue(20);
    awaitAllDone();

    assertThat(ledger.count("SELECT count(*) FROM begun")).isEqualTo(36);
  }

  @Test
  void connections_that_are_cut_again_and_again_lose_nothing() throws Exception {
    enqueue(300 * FACTOR);
    worker(Duration.ofMillis(50)).awaitWorking();
    worker(Duration.ofMillis(50)).awaitWorking();
    for (int i = 0; i < 5 * FACTOR; i++) {
      awaitBegun(10);
      cutEveryConnection();
    }

    awaitAllDone();
  }

  private void cutEveryConnection() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
              + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
  }

  @Test
  void a_worker_whose_connections_are_half_open_loses_its_jobs_and_says_nothing_wrong()
      throws Exception {
    URI server = URI.create(url.substring("jdbc:".length()));
    try (FaultyWire proxy = FaultyWire.to(server.getHost(), server.getPort())) {
      enqueue(8);
      String through = url.replace(server.getAuthority(), "127.0.0.1:" + proxy.port());
      worker(through, Duration.ofMillis(500), RIGHT).awaitWorking();
      awaitBegun(8);
      proxy.freeze();
      worker(Duration.ofMillis(1)).awaitWorking();
      awaitAllDone();

      proxy.thaw();
      enqueue(20);
      awaitAllDone();
    }
  }

  @Test
  void clocks_that_are_an_hour_wrong_change_nothing() {
    enqueue(200 * FACTOR);
    worker(url, Duration.ofMillis(20), Duration.ofHours(1));
    worker(url, Duration.ofMillis(20), Duration.ofHours(-1));

    awaitAllDone();

    assertThat(ledger.begun()).isEqualTo(jobs);
  }
}
