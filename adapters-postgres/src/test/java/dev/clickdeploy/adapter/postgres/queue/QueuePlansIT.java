package dev.clickdeploy.adapter.postgres.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.JobId;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The statements that every job needs stay fast with a backlog. */
class QueuePlansIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final JobId JOB = JobId.next(InstantSource.system());

  @BeforeAll
  static void a_backlog() throws Exception {
    DATABASE.execute(
        """
        INSERT INTO clickdeploy.jobs (id, kind, organization_id, subject, max_attempts, run_at)
        SELECT gen_random_uuid(), 'build', gen_random_uuid(), '', 3, now() + i * interval '1 second'
        FROM generate_series(-10000, 10000) i
        """);
    DATABASE.execute("ANALYZE clickdeploy.jobs");
  }

  private static String plan(Sql sql) throws Exception {
    List<String> lines = DATABASE.query(sql, row -> row.text("QUERY PLAN"));
    return String.join("\n", lines);
  }

  @Test
  void a_claim_reads_the_due_jobs_in_order_from_the_index() throws Exception {
    String plan =
        plan(
            Sql.of("EXPLAIN " + Claims.CLAIM)
                .texts(List.of("build"))
                .number(10)
                .micros(Rows.LEASE));
    String locking = plan.substring(plan.indexOf("CTE due"), plan.indexOf("CTE j"));
    assertThat(locking)
        .contains("Index Scan using jobs_due")
        .contains("Index Cond: (run_at <= statement_timestamp())")
        .doesNotContain("Sort");
    assertThat(plan).doesNotContain("Seq Scan");
  }

  @Test
  void a_completion_goes_by_primary_key_also_when_no_job_was_processed_at_analyze()
      throws Exception {
    String plan = plan(Sql.of("EXPLAIN " + Endings.COMPLETE).uuid(JOB.value()).number(1L));
    assertThat(plan).contains("Index Scan using jobs_pkey").doesNotContain("jobs_processing");
  }

  @Test
  void a_heartbeat_goes_by_primary_key_also_when_no_job_was_processed_at_analyze()
      throws Exception {
    String plan =
        plan(
            Sql.of("EXPLAIN " + Claims.EXTEND)
                .uuids(List.of(JOB.value()))
                .numbers(List.of(1L))
                .micros(Rows.LEASE));
    assertThat(plan).contains("jobs_pkey").doesNotContain("jobs_processing", "Seq Scan");
  }
}
