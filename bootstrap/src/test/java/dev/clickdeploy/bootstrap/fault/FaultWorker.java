package dev.clickdeploy.bootstrap.fault;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.core.WorkSettings;
import dev.clickdeploy.core.job.JobHandler;
import dev.clickdeploy.core.job.JobResult;
import dev.clickdeploy.core.job.Work;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.port.out.fake.FakeBuildPlanner;
import dev.clickdeploy.port.out.fake.FakeImageBuilder;
import dev.clickdeploy.port.out.fake.FakeImageRegistry;
import dev.clickdeploy.port.out.fake.FakeSourceRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process whose workers do nothing but hold a job for a while and write down that they began it.
 * Arguments: JDBC URL, milliseconds to hold, seconds by which its clock is wrong.
 */
final class FaultWorker {
  static final JobKind KIND = new JobKind("held");
  static final Secret KEY = Secret.of("C".repeat(43) + "=");
  static final Duration LEASE = Duration.ofSeconds(2);
  private static final int SLOTS = 8;

  private FaultWorker() {}

  public static void main(String[] arguments) throws Exception {
    PGSimpleDataSource single = new PGSimpleDataSource();
    single.setURL(arguments[0]);
    single.setConnectTimeout(2);
    long hold = Long.parseLong(arguments[1]);
    Duration wrong = Duration.ofSeconds(Long.parseLong(arguments[2]));
    HikariConfig config = new HikariConfig();
    config.setDataSource(single);
    config.setMaximumPoolSize(4);
    config.setConnectionTimeout(2_000);
    config.setInitializationFailTimeout(-1);
    HikariDataSource pool = new HikariDataSource(config);
    Ledger ledger = new Ledger(pool);
    FakeImageRegistry registry = new FakeImageRegistry();
    ClickDeploy clickDeploy =
        ClickDeploy.builder()
            .storage(Postgres.using(pool, single, KEY))
            .sources(new FakeSourceRepository())
            .planner(new FakeBuildPlanner())
            .builder(new FakeImageBuilder(registry))
            .registry(registry)
            .clock(() -> Instant.now().plus(wrong))
            .work(work())
            .handler(KIND, SLOTS, holding(ledger, hold))
            .build();
    clickDeploy.start();
    System.out.println("working");
    new CountDownLatch(1).await();
  }

  private static WorkSettings work() {
    return new WorkSettings(
        1,
        LEASE,
        100,
        new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)),
        Duration.ofMinutes(1),
        Duration.ofMinutes(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        Duration.ofDays(1));
  }

  private static JobHandler holding(Ledger ledger, long hold) {
    String worker = Long.toString(ProcessHandle.current().pid());
    return (Work work) -> {
      ledger.begun(work.claim(), worker);
      CountDownLatch stopped = new CountDownLatch(1);
      try (var registration = work.cancellation().onCancel(stopped::countDown)) {
        stopped.await(hold, TimeUnit.MILLISECONDS);
      }
      work.cancellation().throwIfCancelled();
      return new JobResult.Done();
    };
  }
}
