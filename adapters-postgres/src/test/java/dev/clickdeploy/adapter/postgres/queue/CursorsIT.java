package dev.clickdeploy.adapter.postgres.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Claims begin where the last one came to, and yet miss nothing. */
class CursorsIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private final JobKind kind = Rows.newKind();
  private Postgres postgres;
  private OrganizationId organization;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    organization = new Rows(postgres).organization().id();
  }

  private List<NewJob> jobs(int count) {
    return Stream.generate(() -> Rows.newJob(organization, kind, "subject", 3))
        .limit(count)
        .toList();
  }

  private List<JobId> claimAll() {
    return Rows.claim(postgres.jobs(), kind, 100).stream().map(Job::id).toList();
  }

  @Test
  void a_transaction_that_enqueued_before_others_and_commits_after_them_is_found()
      throws Exception {
    postgres.jobs().enqueue(jobs(20));
    try (Connection late = DATABASE.single().getConnection()) {
      late.setAutoCommit(false);
      List<NewJob> early = jobs(1);
      Postgres.enqueue(late, early);
      postgres.jobs().enqueue(jobs(20));
      assertThat(Rows.claim(postgres.jobs(), kind, 30)).hasSize(30);
      late.commit();
      // nobody listens for signals here
      List<JobId> claimed = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                claimed.addAll(claimAll());
                return claimed.size() == 11;
              });
      assertThat(claimed).contains(early.getFirst().id());
    }
  }

  @Test
  void a_late_commit_is_found_in_a_backlog_although_every_claim_is_filled() throws Exception {
    postgres.jobs().enqueue(jobs(1));
    try (Connection late = DATABASE.single().getConnection()) {
      late.setAutoCommit(false);
      List<NewJob> early = jobs(1);
      Postgres.enqueue(late, early);
      postgres.jobs().enqueue(jobs(5_000));
      assertThat(Rows.claim(postgres.jobs(), kind, 3)).hasSize(3);
      late.commit();
      List<JobId> claimed = new ArrayList<>();
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                Rows.claim(postgres.jobs(), kind, 1).forEach(job -> claimed.add(job.id()));
                return claimed.contains(early.getFirst().id());
              });
      assertThat(claimed).hasSizeLessThan(5_000);
    }
  }

  @Test
  void a_job_given_back_to_another_process_is_claimed_before_later_ones() throws Exception {
    Postgres other = DATABASE.postgres();
    postgres.jobs().enqueue(jobs(1_000));
    Job first = Rows.claim(other.jobs(), kind, 1).getFirst();
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).hasSize(10);
    try (var subscription = postgres.signals().subscribe(new Silent())) {
      // the subscription itself puts the cursors back, so it is to have begun
      await().until(() -> isListening());
      assertThat(Rows.claim(postgres.jobs(), kind, 10)).hasSize(10);
      assertThat(other.jobs().release(Rows.claimOf(first))).isTrue();
      List<JobId> claimed = new ArrayList<>();
      await()
          .atMost(Duration.ofMillis(900))
          .until(
              () -> {
                Rows.claim(postgres.jobs(), kind, 1).forEach(job -> claimed.add(job.id()));
                return claimed.contains(first.id());
              });
    }
  }

  private static boolean isListening() throws SQLException {
    return !DATABASE
        .query(
            Sql.of(
                """
                SELECT FROM pg_stat_activity WHERE datname = current_database()
                  AND query ~ 'pg_listening_channels' AND state = 'idle'
                """),
            row -> true)
        .isEmpty();
  }

  private static HikariDataSource oneConnection() throws Exception {
    HikariConfig config = new HikariConfig();
    config.setDataSource(DATABASE.single());
    config.setMaximumPoolSize(1);
    return new HikariDataSource(config);
  }

  private static long entriesRead(HikariDataSource pool) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      Sql.of("SELECT pg_stat_force_next_flush()").any(connection);
      return Sql.of(
              "SELECT idx_tup_read AS read FROM pg_stat_user_indexes WHERE indexrelname ="
                  + " 'jobs_due'")
          .first(connection, row -> row.number("read"))
          .orElseThrow();
    }
  }

  @Test
  void under_an_old_snapshot_what_was_finished_is_not_read_again_and_again() throws Exception {
    postgres.jobs().enqueue(jobs(5_000));
    try (Connection holder = DATABASE.single().getConnection();
        Statement statement = holder.createStatement();
        HikariDataSource pool = oneConnection()) {
      holder.setAutoCommit(false);
      holder.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      statement.execute("SELECT FROM clickdeploy.jobs LIMIT 1");
      Postgres drained = Postgres.using(pool, TestDatabase.KEY);
      finish(drained, 40, 100);
      long before = entriesRead(pool);
      finish(drained, 20, 10);
      // 4,000 for each of the claims, if they began at the beginning
      assertThat(entriesRead(pool) - before).isLessThan(20 * 1_000);
      assertThat(Rows.claim(drained.jobs(), kind, 1_000)).hasSize(800);
    }
  }

  private void finish(Postgres drained, int times, int jobs) {
    for (int i = 0; i < times; i++) {
      List<Job> claimed = Rows.claim(drained.jobs(), kind, jobs);
      assertThat(claimed).hasSize(jobs);
      assertThat(drained.jobs().complete(claimed.stream().map(Rows::claimOf).toList()))
          .hasSize(jobs);
    }
  }
}
