package dev.clickdeploy.adapter.postgres.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.postgres.HalfOpenProxy;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.queue.Cursors;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.port.out.JobSignals;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** Whether signals come through is known, and told once each time that it changes. */
class InterruptionsIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final Duration LONG = Duration.ofSeconds(20);
  private final Told told = new Told();

  private static final class Told implements JobSignals.Listener {
    final List<String> health = new CopyOnWriteArrayList<>();
    final AtomicInteger work = new AtomicInteger();

    @Override
    public void workAvailable() {
      work.incrementAndGet();
    }

    @Override
    public void cancelRequested(JobId job) {}

    @Override
    public void interrupted(String why) {
      health.add(why);
    }

    @Override
    public void restored() {
      health.add("restored");
    }

    void await(String... expected) {
      org.awaitility.Awaitility.await()
          .atMost(LONG)
          .untilAsserted(
              () -> {
                assertThat(health).hasSameSizeAs(expected);
                for (int i = 0; i < expected.length; i++) {
                  assertThat(health.get(i)).contains(expected[i]);
                }
              });
    }
  }

  private JobSignals signals(DataSource source) {
    return new PostgresJobSignals(
        source,
        new Database(DATABASE.pool()),
        new Cursors(),
        new Listening.Timing(
            Duration.ofMillis(200),
            Duration.ofMillis(600),
            Duration.ofMillis(600),
            Duration.ofMillis(400)));
  }

  private static void enqueue() throws Exception {
    Postgres postgres = DATABASE.postgres();
    postgres
        .jobs()
        .enqueue(Rows.newJob(new Rows(postgres).organization().id(), Rows.newKind(), "subject", 1));
  }

  private static int port(PGSimpleDataSource source) {
    return source.getPortNumbers()[0];
  }

  @Test
  void a_connection_whose_far_end_is_gone_without_a_word_is_noticed_and_replaced()
      throws Exception {
    PGSimpleDataSource source = DATABASE.single();
    try (HalfOpenProxy proxy = new HalfOpenProxy("127.0.0.1", port(source))) {
      source.setPortNumbers(new int[] {proxy.port()});
      try (var subscription = signals(source).subscribe(told)) {
        told.await("restored");
        proxy.goSilent();
        told.await("restored", "signals are lost");
        proxy.recover();
        told.await("restored", "signals are lost", "restored");
        int before = told.work.get();
        enqueue();
        await().atMost(LONG).until(() -> told.work.get() > before);
      }
    }
    assertThat(told.health).hasSize(3);
  }

  @Test
  void closing_does_not_wait_for_a_server_that_accepts_and_never_answers() throws Exception {
    PGSimpleDataSource source = DATABASE.single();
    try (HalfOpenProxy proxy = new HalfOpenProxy("127.0.0.1", port(source))) {
      proxy.goSilent();
      source.setPortNumbers(new int[] {proxy.port()});
      JobSignals.Subscription subscription =
          new PostgresJobSignals(source, new Database(DATABASE.pool()), new Cursors())
              .subscribe(told);
      await().until(() -> !threads().isEmpty());
      long begun = System.nanoTime();
      subscription.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
      assertThat(threads()).isEmpty();
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("clickdeploy-signals"))
        .toList();
  }

  @Test
  void signals_that_do_not_come_through_are_told_with_what_to_do_until_they_do() throws Exception {
    PGSimpleDataSource elsewhere = DATABASE.single();
    elsewhere.setDatabaseName("postgres");
    AtomicInteger asked = new AtomicInteger();
    PGSimpleDataSource here = DATABASE.single();
    PGSimpleDataSource deafAtFirst =
        new PGSimpleDataSource() {
          private static final long serialVersionUID = 1L;

          @Override
          public Connection getConnection() throws SQLException {
            // another database's session listens well, and hears nothing of this one
            return asked.getAndIncrement() == 0 ? elsewhere.getConnection() : here.getConnection();
          }
        };
    try (var subscription = signals(deafAtFirst).subscribe(told)) {
      told.await("a transaction pooler in between?");
      await().during(Duration.ofSeconds(1)).until(() -> told.health.size() == 1);
      DATABASE.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'postgres'"
              + " AND application_name = 'postgres-it' AND query ~ 'pg_listening_channels'");
      told.await("a transaction pooler in between?", "restored");
    }
  }

  @Test
  void a_server_that_is_not_there_is_told_once() throws Exception {
    PGSimpleDataSource nobody = new PGSimpleDataSource();
    nobody.setURL("jdbc:postgresql://127.0.0.1:1/none");
    try (var subscription = signals(nobody).subscribe(told)) {
      told.await("signals are lost");
      await().during(Duration.ofSeconds(1)).until(() -> told.health.size() == 1);
      assertThat(told.work).hasValue(0);
    }
  }
}
