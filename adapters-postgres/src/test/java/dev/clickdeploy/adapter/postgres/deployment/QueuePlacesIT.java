package dev.clickdeploy.adapter.postgres.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.QueuePlace;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.DeploymentQueue;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A long queue behind a long history. */
class QueuePlacesIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private static final int MANY = 20_000;

  private Service service;
  private DeploymentId first;
  private DeploymentId last;

  @BeforeEach
  void fill() throws Exception {
    service = new Rows(DATABASE.postgres()).service();
    String of = "'%s', '%s'".formatted(service.organization(), service.id());
    DATABASE.execute(
        """
        INSERT INTO clickdeploy.deployments
          (id, organization_id, service_id, job_id, triggered_by, ref, sha, status, created_at,
           finished_at)
        SELECT gen_random_uuid(), %1$s, gen_random_uuid(), 'api', 'main', repeat('0', 40),
               CASE WHEN i %% 2 = 0 THEN 'queued' ELSE 'cancelled' END, now(),
               CASE WHEN i %% 2 = 0 THEN NULL ELSE now() END
        FROM generate_series(1, %2$d) i
        """
            .formatted(of, 2 * MANY));
    DATABASE.execute(
        """
        INSERT INTO clickdeploy.jobs (id, organization_id, run_at, max_attempts, kind, subject)
        SELECT job_id, organization_id, now() - interval '1 hour'
                 + row_number() OVER (ORDER BY id) * interval '1 millisecond', 3, 'build', id::text
        FROM clickdeploy.deployments WHERE status = 'queued' AND service_id = '%s'
        """
            .formatted(service.id()));
    DATABASE.execute("ANALYZE clickdeploy.deployments, clickdeploy.jobs");
    List<DeploymentId> order =
        DATABASE.query(
            Sql.of(
                    """
                    SELECT d.id FROM clickdeploy.deployments d
                    JOIN clickdeploy.jobs j ON j.id = d.job_id
                    WHERE d.service_id = ? ORDER BY j.run_at
                    """)
                .uuid(service.id().value()),
            row -> new DeploymentId(row.uuid("id")));
    first = order.getFirst();
    last = order.getLast();
  }

  @Test
  void a_place_is_found_by_index_and_counted_no_further_than_it_is_told() throws Exception {
    Scope scope = Scope.of(service.organization());
    DeploymentQueue queue = DATABASE.postgres().deploymentQueue();

    assertThat(queue.place(scope, first).orElseThrow().position()).isEqualTo(1);
    assertThat(queue.place(scope, last).orElseThrow().position())
        .isEqualTo(QueuePlace.MOST_COUNTED);
    assertThat(queue.list(scope, Set.of(JobKind.BUILD, JobKind.DEPLOY), 100, null))
        .extracting(entry -> entry.place().position())
        .startsWith(1, 2, 3)
        .endsWith(99, 100);
    for (DeploymentId each : List.of(first, last)) {
      assertThat(plan(each))
          .contains("jobs_due")
          .doesNotContain("Seq Scan on deployments")
          .doesNotContain("Seq Scan on jobs ");
    }
  }

  @Test
  void a_page_of_what_waits_is_read_in_the_queues_own_order() throws Exception {
    List<String> lines =
        DATABASE.query(
            Sql.of(
                    "EXPLAIN (ANALYZE, COSTS off, TIMING off) "
                        + QueuePlaces.waiting(Scope.of(service.organization())))
                .texts(List.of("build", "deploy"))
                .uuid(service.organization().value())
                .number(-1)
                .instant(Instant.EPOCH)
                .uuid(new UUID(0, 0))
                .number(100)
                .number(100),
            row -> row.text("QUERY PLAN"));
    assertThat(String.join("\n", lines))
        .contains("Index Scan using jobs_due on jobs j")
        .doesNotContain("Seq Scan on deployments")
        .doesNotContain("Seq Scan on jobs ");
  }

  private String plan(DeploymentId id) throws Exception {
    List<String> lines =
        DATABASE.query(
            Sql.of("EXPLAIN (ANALYZE, COSTS off, TIMING off) " + QueuePlaces.OF_ONE)
                .uuid(service.organization().value())
                .uuid(id.value()),
            row -> row.text("QUERY PLAN"));
    return String.join("\n", lines);
  }
}
