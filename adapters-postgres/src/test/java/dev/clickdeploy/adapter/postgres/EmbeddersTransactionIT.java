package dev.clickdeploy.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.job.Priority;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobQueue.Enqueued;
import dev.clickdeploy.port.out.JobSignals;
import dev.clickdeploy.port.out.PortException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that an embedder enqueues in a transaction of its own. */
class EmbeddersTransactionIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private final JobKind kind = Rows.newKind();
  private Postgres postgres;
  private OrganizationId organization;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    organization = new Rows(postgres).organization().id();
    DATABASE.execute("CREATE TABLE IF NOT EXISTS orders (id text)");
    DATABASE.execute("TRUNCATE orders");
  }

  private NewJob job() {
    return Rows.newJob(organization, kind, "subject", 3);
  }

  private static Connection transaction() throws Exception {
    Connection connection = DATABASE.single().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static void order(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO orders VALUES ('one')");
    }
  }

  private static List<String> orders() throws SQLException {
    return DATABASE.query(Sql.of("SELECT id FROM orders"), row -> row.text("id"));
  }

  @Test
  void a_job_is_there_when_the_transaction_commits_and_not_before() throws Exception {
    NewJob job = job().with(Priority.HIGH);
    try (Connection connection = transaction()) {
      order(connection);
      assertThat(Postgres.enqueue(connection, List.of(job)))
          .containsExactly(new Enqueued.Accepted(job.id()));
      assertThat(Rows.claim(postgres.jobs(), kind, 10)).isEmpty();
      connection.commit();
    }
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).extracting(Job::order).containsExactly(job);
    assertThat(orders()).hasSize(1);
  }

  @Test
  void a_job_of_a_transaction_that_is_rolled_back_never_was() throws Exception {
    NewJob job = job();
    try (Connection connection = transaction()) {
      order(connection);
      Postgres.enqueue(connection, List.of(job));
      connection.rollback();
    }
    assertThat(postgres.jobControl().get(job.id())).isEmpty();
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).isEmpty();
    assertThat(orders()).isEmpty();
    postgres.jobs().enqueue(job);
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).hasSize(1);
  }

  @Test
  void the_connection_stays_as_it_was() throws Exception {
    try (Connection connection = transaction();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "SET LOCAL enable_seqscan = on; SET LOCAL plan_cache_mode = 'force_custom_plan'");
      Postgres.enqueue(connection, List.of(job()));
      assertThat(setting(connection, "enable_seqscan")).isEqualTo("on");
      assertThat(setting(connection, "enable_hashjoin")).isEqualTo("on");
      assertThat(setting(connection, "plan_cache_mode")).isEqualTo("force_custom_plan");
      assertThat(connection.getAutoCommit()).isFalse();
      connection.commit();
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    return Sql.of("SELECT current_setting(?) AS value")
        .text(name)
        .first(connection, row -> row.text("value"))
        .orElseThrow();
  }

  @Test
  void the_callers_transaction_goes_on_when_a_unique_key_is_taken() throws Exception {
    NewJob live = job().unique("key");
    postgres.jobs().enqueue(live);
    NewJob other = job();
    try (Connection connection = transaction()) {
      assertThat(Postgres.enqueue(connection, List.of(job().unique("key"), other)))
          .containsExactly(new Enqueued.Existing(live.id()), new Enqueued.Accepted(other.id()));
      order(connection);
      connection.commit();
    }
    assertThat(Rows.claim(postgres.jobs(), kind, 10))
        .extracting(Job::order)
        .containsExactlyInAnyOrder(live, other);
    assertThat(orders()).hasSize(1);
  }

  @Test
  void an_identifier_that_is_taken_is_refused_and_only_a_rollback_is_left() throws Exception {
    NewJob taken = job();
    postgres.jobs().enqueue(taken);
    try (Connection connection = transaction()) {
      order(connection);
      assertThatThrownBy(() -> Postgres.enqueue(connection, List.of(job(), taken)))
          .isInstanceOf(PortException.class);
      assertThatThrownBy(() -> order(connection)).isInstanceOf(SQLException.class);
      connection.rollback();
      Postgres.enqueue(connection, List.of(job()));
      connection.commit();
    }
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).hasSize(2);
    assertThat(orders()).isEmpty();
  }

  @Test
  void two_transactions_with_the_first_jobs_of_an_organization_do_not_wait_for_each_other()
      throws Exception {
    try (Connection one = transaction();
        Connection other = transaction()) {
      Postgres.enqueue(one, List.of(job()));
      other.setNetworkTimeout(Runnable::run, 5_000);
      Postgres.enqueue(other, List.of(job()));
      other.commit();
      assertThat(Rows.claim(postgres.jobs(), kind, 10)).hasSize(1);
      one.commit();
    }
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).hasSize(1);
  }

  @Test
  void workers_are_woken_when_it_commits() throws Exception {
    AtomicInteger woken = new AtomicInteger();
    JobSignals.Listener listener =
        new JobSignals.Listener() {
          @Override
          public void workAvailable() {
            woken.incrementAndGet();
          }

          @Override
          public void cancelRequested(JobId job) {}
        };
    try (var subscription = postgres.signals().subscribe(listener);
        Connection connection = transaction()) {
      await().until(() -> woken.get() > 0);
      int before = woken.get();
      Postgres.enqueue(connection, List.of(job()));
      assertThat(woken.get()).isEqualTo(before);
      connection.commit();
      await().atMost(Duration.ofSeconds(10)).until(() -> woken.get() > before);
    }
  }
}
