package dev.clickdeploy.adapter.postgres.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.queue.Cursors;
import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobSignals;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class ListeningIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

  private final Heard heard = new Heard();
  private Postgres postgres;

  private static final class Heard implements JobSignals.Listener {
    final AtomicInteger work = new AtomicInteger();

    @Override
    public void workAvailable() {
      work.incrementAndGet();
    }

    @Override
    public void cancelRequested(JobId job) {}

    void awaitMoreThan(int before) {
      await().atMost(Duration.ofSeconds(10)).until(() -> work.get() > before);
    }
  }

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
  }

  @AfterEach
  void no_thread_or_session_is_left() {
    assertThat(threads()).isEmpty();
    await().atMost(Duration.ofSeconds(10)).until(() -> sessions().isEmpty());
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("clickdeploy-signals"))
        .toList();
  }

  /** Backends that sit idle after a LISTEN or after the check of one. */
  private static List<Integer> sessions() throws SQLException {
    return DATABASE.query(
        Sql.of(
            """
            SELECT pid FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
              AND query ~ 'LISTEN|pg_listening_channels'
            """),
        row -> row.integer("pid"));
  }

  private static PostgresJobSignals signals(DataSource source, Duration check) {
    Duration second = Duration.ofSeconds(1);
    return new PostgresJobSignals(
        source,
        new Database(DATABASE.pool()),
        new Cursors(),
        new Listening.Timing(check, second, second, second));
  }

  private void enqueue() {
    postgres
        .jobs()
        .enqueue(Rows.newJob(new Rows(postgres).organization().id(), Rows.newKind(), "subject", 1));
  }

  @Test
  void a_killed_connection_is_replaced_and_workers_are_woken() throws Exception {
    try (var subscription = postgres.signals().subscribe(heard)) {
      heard.awaitMoreThan(0);
      for (int i = 0; i < 3; i++) {
        int before = heard.work.get();
        List<Integer> killed = sessions();
        assertThat(killed).hasSize(1);
        DATABASE.execute("SELECT pg_terminate_backend(" + killed.getFirst() + ")");
        heard.awaitMoreThan(before);
        assertThat(sessions()).isNotEqualTo(killed);
      }
      int before = heard.work.get();
      enqueue();
      heard.awaitMoreThan(before);
    }
  }

  @Test
  void a_job_that_is_given_back_rescued_or_due_for_a_retry_wakes_workers() throws Exception {
    JobKind kind = Rows.newKind();
    OrganizationId organization = new Rows(postgres).organization().id();
    postgres.jobs().enqueue(Rows.newJob(organization, kind, "subject", 9));
    try (var subscription = postgres.signals().subscribe(heard)) {
      heard.awaitMoreThan(0);
      assertWakes(() -> assertThat(postgres.jobs().release(claim(kind, Rows.LEASE))).isTrue());
      Backoff none = new Backoff(Duration.ZERO, Duration.ZERO);
      Claim failing = claim(kind, Rows.LEASE);
      assertWakes(
          () -> assertThat(postgres.jobs().fail(failing, "no network", true, none)).isTrue());
      claim(kind, Duration.ZERO);
      assertWakes(() -> assertThat(postgres.jobs().rescue()).hasSize(1));
    }
  }

  private void assertWakes(Runnable verb) {
    int before = heard.work.get();
    verb.run();
    heard.awaitMoreThan(before);
  }

  private Claim claim(JobKind kind, Duration lease) {
    return Rows.claimOf(postgres.jobs().claim(Map.of(kind, 1), lease).getFirst().job());
  }

  /** Connections that the test can reach into. */
  private static final class Watched extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    final transient List<Connection> opened = new CopyOnWriteArrayList<>();

    @Override
    public Connection getConnection() throws SQLException {
      Connection connection = super.getConnection();
      opened.add(connection);
      return connection;
    }
  }

  @Test
  void a_session_that_silently_listens_no_more_is_noticed_and_replaced() throws Exception {
    Watched source = new Watched();
    source.setURL(DATABASE.single().getURL());
    source.setUser(DATABASE.single().getUser());
    PostgresJobSignals signals = signals(source, Duration.ofMillis(50));
    try (var subscription = signals.subscribe(heard)) {
      heard.awaitMoreThan(0);
      int before = heard.work.get();
      try (Statement statement = source.opened.getFirst().createStatement()) {
        statement.execute("UNLISTEN *");
      }
      heard.awaitMoreThan(before);
      assertThat(source.opened).hasSizeGreaterThan(1);
      assertThat(source.opened.getFirst().isClosed()).isTrue();
    }
  }

  @Test
  void a_listener_that_throws_goes_on_listening() {
    AtomicInteger calls = new AtomicInteger();
    JobSignals.Listener failing =
        new JobSignals.Listener() {
          @Override
          public void workAvailable() {
            calls.incrementAndGet();
            throw new IllegalStateException("of the test");
          }

          @Override
          public void cancelRequested(JobId job) {}
        };
    try (var subscription = postgres.signals().subscribe(failing)) {
      await().atMost(Duration.ofSeconds(10)).until(() -> calls.get() > 0);
      int before = calls.get();
      enqueue();
      await().atMost(Duration.ofSeconds(10)).until(() -> calls.get() > before);
    }
  }

  @Test
  void a_listener_that_takes_long_keeps_nobody_from_enqueueing() throws Exception {
    CountDownLatch enqueued = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    JobSignals.Listener slow =
        new JobSignals.Listener() {
          @Override
          public void workAvailable() {
            await().atMost(Duration.ofSeconds(10)).until(() -> enqueued.getCount() == 0);
            calls.incrementAndGet();
          }

          @Override
          public void cancelRequested(JobId job) {}
        };
    try (var subscription = postgres.signals().subscribe(slow)) {
      enqueue();
      enqueue();
      enqueue();
      enqueued.countDown();
      await().atMost(Duration.ofSeconds(10)).until(() -> calls.get() > 0);
    }
  }

  @Test
  void a_database_that_is_not_there_is_waited_for_and_close_does_not_wait() {
    PGSimpleDataSource nobody = new PGSimpleDataSource();
    nobody.setURL("jdbc:postgresql://127.0.0.1:1/none");
    long begun = System.nanoTime();
    JobSignals.Subscription subscription = signals(nobody, Duration.ofSeconds(30)).subscribe(heard);
    await().until(() -> threads().size() == 2);
    subscription.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(heard.work.get()).isZero();
  }

  @Test
  void a_subscription_is_closed_from_its_own_listener() {
    AtomicInteger calls = new AtomicInteger();
    JobSignals.Subscription[] own = new JobSignals.Subscription[1];
    JobSignals.Listener closing =
        new JobSignals.Listener() {
          @Override
          public void workAvailable() {
            calls.incrementAndGet();
            await().until(() -> own[0] != null);
            own[0].close();
          }

          @Override
          public void cancelRequested(JobId job) {}
        };
    own[0] = postgres.signals().subscribe(closing);
    await().atMost(Duration.ofSeconds(10)).until(() -> threads().isEmpty());
    assertThat(calls).hasValue(1);
  }

  @Test
  void a_pool_gets_no_connection_back_that_still_listens() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setDataSource(DATABASE.single());
    config.setMaximumPoolSize(2);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      Postgres pooled = Postgres.using(pool, TestDatabase.KEY);
      try (var subscription = pooled.signals().subscribe(heard)) {
        heard.awaitMoreThan(0);
        int before = heard.work.get();
        enqueue();
        heard.awaitMoreThan(before);
      }
      await().atMost(Duration.ofSeconds(10)).until(() -> sessions().isEmpty());
      pooled.check();
    }
  }
}
