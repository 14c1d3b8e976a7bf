package dev.clickdeploy.adapter.postgres.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Race;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.ServiceStore.Deletion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeletedServicesIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private Postgres postgres;
  private Rows rows;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    rows = new Rows(postgres);
  }

  private static Scope scope(Service service) {
    return Scope.of(service.organization());
  }

  private static long count(String table, String where) throws Exception {
    return DATABASE
        .query(
            Sql.of("SELECT count(*) AS n FROM clickdeploy.%s WHERE %s".formatted(table, where)),
            row -> row.number("n"))
        .getFirst();
  }

  /** Deployments that have ended, each with so many lines. */
  private static void history(Service service, int deployments, int lines) throws Exception {
    DATABASE.execute(
        """
        WITH ended AS (
          INSERT INTO clickdeploy.deployments
            (id, organization_id, service_id, job_id, triggered_by, ref, sha, status, created_at,
             finished_at)
          SELECT gen_random_uuid(), '%1$s', '%2$s', gen_random_uuid(), 'api', 'main',
                 repeat('0', 40), 'cancelled', now(), now()
          FROM generate_series(1, %3$d) RETURNING id)
        SELECT FROM ended;
        INSERT INTO clickdeploy.deployment_logs (deployment_id, at, stream, text)
        SELECT d.id, now(), 'system', 'line'
        FROM clickdeploy.deployments d, generate_series(1, %4$d) WHERE d.service_id = '%2$s'
        """
            .formatted(service.organization(), service.id(), deployments, lines));
  }

  @Test
  void nothing_of_a_service_is_left_in_any_table() throws Exception {
    Service service = rows.service();
    history(service, 450, 50);

    assertThat(postgres.services().delete(scope(service), service.id()))
        .isEqualTo(new Deletion.Deleted());

    List<String> tables =
        DATABASE.query(
            Sql.of("SELECT tablename FROM pg_tables WHERE schemaname = 'clickdeploy'"),
            row -> row.text("tablename"));
    for (String table : tables) {
      assertThat(count(table + " t", "t::text LIKE '%" + service.id() + "%'")).as(table).isZero();
    }
  }

  /**
   * As after redeploys, the clock of whose machine was behind: what they were made of is younger.
   */
  @Test
  void deployments_that_were_made_of_each_other_are_cleared_away_with_it() throws Exception {
    Service service = rows.service();
    DATABASE.execute(
        """
        WITH ids AS MATERIALIZED (SELECT gen_random_uuid() AS id, i FROM generate_series(1, 500) i),
        chain AS (SELECT id, i, lead(id) OVER (ORDER BY i) AS younger FROM ids)
        INSERT INTO clickdeploy.deployments
          (id, organization_id, service_id, job_id, triggered_by, ref, sha, status, created_at,
           finished_at, from_deployment_id)
        SELECT id, '%s', '%s', gen_random_uuid(),
               CASE WHEN younger IS NULL THEN 'api' ELSE 'redeploy' END, 'main',
               repeat('0', 40), 'cancelled', now() + i * interval '1 second', now(), younger
        FROM chain
        """
            .formatted(service.organization(), service.id()));

    assertThat(postgres.services().delete(scope(service), service.id()))
        .isEqualTo(new Deletion.Deleted());

    assertThat(count("services", "id = '%s'".formatted(service.id()))).isZero();
    assertThat(count("deployments", "service_id = '%s'".formatted(service.id()))).isZero();
  }

  @Test
  void a_long_history_is_out_of_sight_at_once_and_cleared_away_later() throws Exception {
    Service service = rows.service();
    Service other = rows.service();
    history(other, 1, 1);
    history(service, 1, 520_000);
    Deployment ended =
        postgres.deployments().list(scope(service), service.id(), 1, null).getFirst();

    postgres.services().delete(scope(service), service.id());

    String mine = "service_id = '%s'".formatted(service.id());
    assertThat(count("deployments", mine)).isEqualTo(1);
    assertThat(postgres.services().load(service.id())).isEmpty();
    assertThat(postgres.deployments().find(scope(service), ended.id())).isEmpty();
    assertThat(postgres.deployments().list(scope(service), service.id(), 1, null)).isEmpty();
    assertThat(count("service_secrets", mine)).isZero();

    postgres.jobControl().tidy(Duration.ofDays(7));

    assertThat(count("services", "id = '%s'".formatted(service.id()))).isZero();
    assertThat(count("deployments", mine)).isZero();
    assertThat(count("deployment_logs", "deployment_id = '%s'".formatted(ended.id()))).isZero();
    assertThat(postgres.deployments().list(scope(other), other.id(), 9, null)).hasSize(1);
  }

  @Test
  void a_service_is_deleted_or_deployed_but_never_both() throws Exception {
    int both = 0;
    for (int round = 0; round < 30; round++) {
      Service service = rows.service();
      Deployment queued = Rows.newDeployment(service.organization(), service.id());
      List<Boolean> done =
          Race.run(
              List.of(
                  () ->
                      postgres.services().delete(scope(service), service.id())
                          instanceof Deletion.Deleted,
                  () -> created(queued)));
      both += done.get(0) && done.get(1) ? 1 : 0;
      assertThat(done).contains(true);
    }
    assertThat(both).isZero();
    assertThat(
            count(
                "deployments d",
                "NOT EXISTS (SELECT FROM clickdeploy.services s WHERE s.id = d.service_id"
                    + " AND s.deleted_at IS NULL)"))
        .isZero();
  }

  private boolean created(Deployment queued) {
    try {
      postgres
          .deployments()
          .create(
              queued,
              Rows.newJob(queued.organization(), Rows.newKind(), queued.id().toString(), 1));
      return true;
    } catch (PortException e) {
      return false;
    }
  }
}
