package dev.clickdeploy.adapter.postgres.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Race;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TidyingIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.empty();
  private static final Duration WEEK = Duration.ofDays(7);
  private final JobKind kind = Rows.newKind();
  private Postgres postgres;
  private OrganizationId organization;

  @BeforeEach
  void start() throws Exception {
    DATABASE.execute("DROP SCHEMA IF EXISTS clickdeploy CASCADE");
    postgres = DATABASE.postgres();
    postgres.migrate();
    organization = new Rows(postgres).organization().id();
  }

  private Job finished() {
    postgres.jobs().enqueue(Rows.newJob(organization, kind, "subject", 3));
    Job job = Rows.claim(postgres.jobs(), kind, 1).getFirst();
    assertThat(postgres.jobs().complete(Rows.claimOf(job))).isTrue();
    return job;
  }

  private static String partitionOf(Job job) throws Exception {
    return DATABASE
        .query(
            Sql.of(
                    "SELECT tableoid::regclass::text AS name FROM clickdeploy.finished_jobs"
                        + " WHERE id = ?")
                .uuid(job.id().value()),
            row -> row.text("name"))
        .getFirst();
  }

  private static String today(int plus) {
    return "clickdeploy.finished_jobs_"
        + LocalDate.now(ZoneOffset.UTC).plusDays(plus).format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  private static List<String> partitions() throws Exception {
    return DATABASE.query(
        Sql.of(
            """
            SELECT inhrelid::regclass::text AS name FROM pg_inherits
            WHERE inhparent = 'clickdeploy.finished_jobs'::regclass ORDER BY 1
            """),
        row -> row.text("name"));
  }

  @Test
  void history_goes_to_the_partition_of_its_day_once_there_is_one() throws Exception {
    Job before = finished();
    assertThat(partitionOf(before)).isEqualTo("clickdeploy.finished_jobs_default");
    postgres.jobControl().tidy(WEEK);
    Job after = finished();
    assertThat(partitionOf(before)).isEqualTo(today(0)).isEqualTo(partitionOf(after));
    assertThat(partitions())
        .containsExactly(
            today(0), today(1), today(2), today(3), "clickdeploy.finished_jobs_default");
    assertThat(postgres.jobControl().get(before.id())).isPresent();
  }

  private static void backdate(int days) throws Exception {
    DATABASE.execute(
        """
        BEGIN;
        SET LOCAL session_replication_role = replica;
        UPDATE clickdeploy.finished_jobs SET finished_at = finished_at - interval '%d days';
        COMMIT
        """
            .formatted(days));
  }

  private void partition(int day) throws Exception {
    DATABASE.execute(
        "CREATE TABLE %s PARTITION OF clickdeploy.finished_jobs FOR VALUES FROM ('%s 00:00+00') TO ('%s 00:00+00')"
            .formatted(
                today(day),
                LocalDate.now(ZoneOffset.UTC).plusDays(day),
                LocalDate.now(ZoneOffset.UTC).plusDays(day + 1)));
  }

  @Test
  void a_day_that_is_past_keeping_is_dropped_as_a_whole() throws Exception {
    partition(-8);
    partition(-6);
    Job forgotten = finished();
    backdate(2);
    Job kept = finished();
    backdate(6);
    assertThat(partitionOf(forgotten)).isEqualTo(today(-8));
    assertThat(partitionOf(kept)).isEqualTo(today(-6));
    postgres.jobControl().tidy(WEEK);
    assertThat(partitions()).contains(today(-6)).doesNotContain(today(-8));
    assertThat(postgres.jobControl().get(forgotten.id())).isEmpty();
    assertThat(postgres.jobControl().get(kept.id())).isPresent();
  }

  @Test
  void an_old_day_that_somebody_reads_is_left_to_the_next_time_and_nobody_waits() throws Exception {
    partition(-9);
    try (Connection reader = DATABASE.single().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("SELECT count(*) FROM clickdeploy.finished_jobs");
      postgres.jobControl().tidy(WEEK);
      assertThat(partitions()).contains(today(-9));
      finished();
    }
    postgres.jobControl().tidy(WEEK);
    assertThat(partitions()).contains(today(0), today(3)).doesNotContain(today(-9));
  }

  @Test
  void processes_that_tidy_at_once_do_not_disturb_each_other_or_those_who_finish_jobs()
      throws Exception {
    List<Integer> done =
        Race.run(
            6,
            () -> {
              for (int i = 0; i < 20; i++) {
                finished(Rows.newKind());
              }
              DATABASE.postgres().jobControl().tidy(WEEK);
              return 20;
            });
    assertThat(done).hasSize(6);
    postgres.jobControl().tidy(WEEK);
    assertThat(
            DATABASE.query(
                Sql.of(
                    "SELECT FROM clickdeploy.finished_jobs WHERE finished_at > now() - '1"
                        + " h'::interval"),
                row -> true))
        .hasSize(120);
    assertThat(partitions()).hasSize(5);
  }

  private void finished(JobKind own) {
    postgres.jobs().enqueue(Rows.newJob(organization, own, "subject", 3));
    Job job = Rows.claim(postgres.jobs(), own, 1).getFirst();
    assertThat(postgres.jobs().complete(Rows.claimOf(job))).isTrue();
  }

  private List<Boolean> turns() throws Exception {
    return DATABASE.query(
        Sql.of("SELECT idle_since IS NOT NULL AS marked FROM clickdeploy.job_turns WHERE kind = ?")
            .text(kind.value()),
        row -> row.flag("marked"));
  }

  private static void turnsHaveBeenMarkedFor(int minutes) throws Exception {
    DATABASE.execute(
        "UPDATE clickdeploy.job_turns SET idle_since = idle_since - interval '%d minutes'"
            .formatted(minutes));
  }

  @Test
  void the_turn_of_an_organization_that_has_been_idle_is_removed_in_two_steps() throws Exception {
    finished();
    assertThat(turns()).containsExactly(false);
    postgres.jobControl().tidy(WEEK);
    assertThat(turns()).containsExactly(true);
    postgres.jobControl().tidy(WEEK);
    assertThat(turns()).containsExactly(true);
    turnsHaveBeenMarkedFor(11);
    postgres.jobControl().tidy(WEEK);
    assertThat(turns()).isEmpty();
    finished();
    assertThat(turns()).containsExactly(false);
  }

  @Test
  void whoever_enqueues_does_not_rely_on_a_turn_that_is_about_to_be_removed() throws Exception {
    finished();
    postgres.jobControl().tidy(WEEK);
    NewJob job = Rows.newJob(organization, kind, "subject", 3);
    postgres.jobs().enqueue(job);
    turnsHaveBeenMarkedFor(11);
    postgres.jobControl().tidy(WEEK);
    assertThat(turns()).containsExactly(false);
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).extracting(Job::order).containsExactly(job);
  }

  @Test
  void a_job_whose_turn_was_lost_is_found() throws Exception {
    postgres.jobs().enqueue(Rows.newJob(organization, kind, "subject", 3));
    DATABASE.execute("DELETE FROM clickdeploy.job_turns");
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).isEmpty();
    postgres.jobControl().tidy(WEEK);
    assertThat(Rows.claim(postgres.jobs(), kind, 10)).hasSize(1);
  }
}
