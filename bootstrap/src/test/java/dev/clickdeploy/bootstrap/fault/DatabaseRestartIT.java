package dev.clickdeploy.bootstrap.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.bootstrap.database.EmbeddedDatabase;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseRestartIT {
  private static final int FACTOR = Integer.getInteger("clickdeploy.soak", 1);
  private static final Secret PASSWORD = Secret.of("restart");
  private static final int JOBS = 200 * FACTOR;

  @TempDir Path home;

  @Test
  void a_database_that_is_restarted_under_the_workers_loses_nothing() throws Exception {
    EmbeddedDatabase database = EmbeddedDatabase.start(home, PASSWORD);
    try (FaultyWire wire = FaultyWire.to("127.0.0.1", database.port())) {
      DataSource through = through(wire);
      Ledger ledger = new Ledger(through);
      fill(through, ledger);
      String url = "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&password=%s";
      String jdbc = url.formatted(wire.port(), PASSWORD.reveal());
      Path log = home.resolve("worker.log");
      try (WorkerProcess worker =
          WorkerProcess.start(jdbc, Duration.ofMillis(50), Duration.ZERO, log)) {
        worker.awaitWorking();
        for (int i = 0; i < 2 * FACTOR; i++) {
          long begun = ledger.begun();
          await().atMost(Duration.ofMinutes(1)).until(() -> ledger.begun() > begun + 5);
          database.close();
          database = EmbeddedDatabase.start(home, PASSWORD);
          wire.leadTo(database.port());
        }
        await()
            .atMost(Duration.ofMinutes(1 + FACTOR))
            .untilAsserted(() -> assertThat(ledger.live()).isZero());
      }
      assertThat(ledger.wrongs(JOBS)).isEmpty();
    } finally {
      database.close();
    }
  }

  private static DataSource through(FaultyWire wire) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {wire.port()});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    source.setPassword(PASSWORD.reveal());
    return source;
  }

  private static void fill(DataSource database, Ledger ledger) throws Exception {
    InstantSource clock = InstantSource.system();
    Postgres postgres = Postgres.using(database, FaultWorker.KEY);
    postgres.migrate();
    ledger.create();
    OrganizationId owner = OrganizationId.next(clock);
    postgres.tenants().create(new Organization(owner, new Name("restart"), clock.instant()));
    postgres
        .jobs()
        .enqueue(
            IntStream.range(0, JOBS)
                .mapToObj(
                    i -> NewJob.of(JobId.next(clock), FaultWorker.KIND, owner, "job " + i, 100))
                .toList());
  }
}
