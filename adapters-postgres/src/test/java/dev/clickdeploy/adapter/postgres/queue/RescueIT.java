package dev.clickdeploy.adapter.postgres.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Race;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RescueIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final Duration OVER = Duration.ZERO;
  private final JobKind kind = Rows.newKind();
  private Postgres postgres;
  private OrganizationId organization;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    organization = new Rows(postgres).organization().id();
  }

  private void enqueue(int count) {
    postgres
        .jobs()
        .enqueue(
            Stream.generate(() -> Rows.newJob(organization, kind, "subject", 3))
                .limit(count)
                .toList());
  }

  @Test
  void a_dead_workers_many_jobs_are_rescued_by_one_call() {
    enqueue(1_200);
    postgres.jobs().claim(Map.of(kind, 1_200), OVER);
    assertThat(postgres.jobs().rescue()).hasSize(1_200);
    assertThat(Rows.claim(postgres.jobs(), kind, 2_000)).hasSize(1_200);
  }

  @Test
  void rescuers_of_several_processes_share_the_work() throws Exception {
    enqueue(1_500);
    postgres.jobs().claim(Map.of(kind, 1_500), OVER);
    List<Job> rescued =
        Race.run(4, () -> DATABASE.postgres().jobs().rescue()).stream()
            .flatMap(Collection::stream)
            .toList();
    assertThat(rescued).extracting(Job::id).hasSize(1_500).doesNotHaveDuplicates();
  }

  @Test
  void looking_for_dead_workers_does_not_read_a_backlog() throws Exception {
    enqueue(10_000);
    postgres.jobs().claim(Map.of(kind, 5_000), Rows.LEASE);
    DATABASE.execute("VACUUM ANALYZE clickdeploy.jobs");
    List<String> plan;
    try (Connection connection = DATABASE.single().getConnection()) {
      connection.setAutoCommit(false);
      Sql.of(JobLocks.BY_LEASE).any(connection);
      plan =
          Sql.of("EXPLAIN " + JobLocks.EXPIRED)
              .number(500)
              .list(connection, row -> row.text("QUERY PLAN"));
    }
    boolean indexed =
        DATABASE
                .query(Sql.of("SHOW server_version_num"), row -> row.text("server_version_num"))
                .getFirst()
                .compareTo("160000")
            >= 0;
    assertThat(String.join("\n", plan).contains("jobs_lease")).isEqualTo(indexed);
  }

  @Test
  void a_claim_and_a_heartbeat_are_hot_updates() throws Exception {
    enqueue(200);
    DATABASE.execute("SELECT pg_stat_reset_single_table_counters('clickdeploy.jobs'::regclass)");
    List<Job> jobs = Rows.claim(postgres.jobs(), kind, 100);
    postgres.jobs().extend(jobs.stream().map(Rows::claimOf).toList(), Rows.LEASE);
    List<Long> updates =
        org.awaitility.Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .until(RescueIT::updates, counted -> counted.getFirst() >= 200);
    assertThat(updates.getLast()).isGreaterThanOrEqualTo(190);
  }

  private static List<Long> updates() throws Exception {
    return DATABASE
        .query(
            Sql.of(
                """
                SELECT n_tup_upd AS all, n_tup_hot_upd AS hot FROM pg_stat_user_tables
                WHERE relid = 'clickdeploy.jobs'::regclass
                """),
            row -> List.of(row.number("all"), row.number("hot")))
        .getFirst();
  }

  private List<String> permits() throws Exception {
    return DATABASE.query(
        Sql.of("SELECT job_id::text AS id FROM clickdeploy.job_permits WHERE kind = ?")
            .text(kind.value()),
        row -> row.text("id"));
  }

  @Test
  void permits_that_a_limit_did_not_know_of_when_it_was_set_are_made_up_for() throws Exception {
    enqueue(10);
    List<Job> running = Rows.claim(postgres.jobs(), kind, 2);
    postgres.jobControl().limit(kind, new KindLimit(3, null));
    DATABASE.execute(
        "DELETE FROM clickdeploy.job_permits WHERE job_id = '" + running.getFirst().id() + "'");
    DATABASE.execute(
        "INSERT INTO clickdeploy.job_permits VALUES (gen_random_uuid(), '%s', '%s'),"
                .formatted(kind, organization.value())
            + " (gen_random_uuid(), '%s', '%s')".formatted(kind, organization.value()));
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).isEmpty();
    postgres.jobs().rescue();
    assertThat(permits())
        .containsExactlyInAnyOrderElementsOf(running.stream().map(j -> j.id().toString()).toList());
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).hasSize(1);
  }

  @Test
  void no_permit_is_kept_or_looked_for_without_a_limit() throws Exception {
    enqueue(3);
    postgres.jobControl().limit(kind, new KindLimit(5, null));
    assertThat(Rows.claim(postgres.jobs(), kind, 3)).hasSize(3);
    assertThat(permits()).hasSize(3);
    postgres.jobControl().limit(kind, KindLimit.NONE);
    assertThat(permits()).isEmpty();
    enqueue(1);
    assertThat(Rows.claim(postgres.jobs(), kind, 3)).hasSize(1);
    assertThat(permits()).isEmpty();
  }
}
