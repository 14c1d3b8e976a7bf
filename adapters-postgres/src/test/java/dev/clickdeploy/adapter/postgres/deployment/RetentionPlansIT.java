package dev.clickdeploy.adapter.postgres.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.service.Service;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RetentionPlansIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private static Service service;

  /** Of many services, one deployment in a hundred with an image that is kept. */
  @BeforeAll
  static void a_long_history() throws Exception {
    Postgres postgres = DATABASE.postgres();
    service = new Rows(postgres).service();
    DATABASE.execute(
        """
        INSERT INTO clickdeploy.services
          (id, organization_id, project_id, name, name_folded, repository_url, repository_identity,
           branch, root_directory, build_arg_names, build_arg_values, created_at)
        SELECT gen_random_uuid(), organization_id, project_id, 'n' || i, 'n' || i, repository_url,
               'git.test/many/' || i, branch, root_directory, '{}', '{}', created_at
        FROM clickdeploy.services, generate_series(1, 199) i
        """);
    DATABASE.execute(
        """
        INSERT INTO clickdeploy.deployments
          (id, organization_id, service_id, job_id, triggered_by, ref, sha, status, image_reference,
           image_digest, image_deleted_at, created_at, finished_at)
        SELECT gen_random_uuid(), s.organization_id, s.id, gen_random_uuid(), 'api', 'main', repeat('a', 40),
               'succeeded', 'registry.test/a:' || i, 'sha256:' || lpad(to_hex(i), 64, '0'),
               CASE WHEN i % 100 > 0 THEN now() END, now(), now()
        FROM clickdeploy.services s, generate_series(1, 100) i
        """);
    DATABASE.execute("ANALYZE clickdeploy.deployments, clickdeploy.services");
  }

  @Test
  void what_is_not_kept_any_longer_is_not_read_again() throws Exception {
    String plan =
        plan(
            Sql.of("EXPLAIN " + RetentionSql.OLD)
                .text(null)
                .number(10)
                .number(10)
                .instant(Rows.now())
                .number(50));
    assertThat(plan).contains("deployments_images").doesNotContain("Seq Scan on deployments");
  }

  @Test
  void an_image_is_spared_or_marked_through_an_index() throws Exception {
    String digest = "sha256:" + "0".repeat(64);
    assertThat(plan(Sql.of("EXPLAIN " + RetentionSql.SPARE)))
        .doesNotContain("Seq Scan on deployments");
    assertThat(
            plan(
                Sql.of("EXPLAIN " + RetentionSql.TAKE)
                    .uuids(List.of(service.id().value(), new UUID(1, 2)))
                    .texts(List.of(digest, digest))
                    .instant(Rows.now())
                    .number(1_000_000L)))
        .contains("deployments_images")
        .doesNotContain("Seq Scan on deployments");
  }

  private static String plan(Sql explain) throws Exception {
    return String.join("\n", DATABASE.query(explain, row -> row.text("QUERY PLAN")));
  }
}
