package dev.clickdeploy.adapter.postgres.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.service.Service;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ServicePlansIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();

  @Test
  void services_are_found_by_repository_through_an_index() throws Exception {
    Service service = many();
    List<String> plan =
        DATABASE.query(
            Sql.of("EXPLAIN " + PostgresServiceStore.BY_REPOSITORY)
                .text(service.repository().identity().value())
                .text("github:git.test#7"),
            row -> row.text("QUERY PLAN"));
    assertThat(String.join("\n", plan))
        .contains("services_repository", "services_hosted")
        .doesNotContain("Seq Scan");
  }

  @Test
  void a_scopes_services_are_found_by_repository_and_listed_through_an_index() throws Exception {
    Service service = many();
    UUID organization = service.organization().value();
    UUID project = service.project().value();
    String found =
        plan(
            Sql.of("EXPLAIN " + PostgresServiceStore.listing(true, false))
                .uuid(organization)
                .uuid(project)
                .uuid(project)
                .text(service.repository().identity().value())
                .number(20));
    assertThat(found).contains("services_repository").doesNotContain("Seq Scan");
    String listed =
        plan(
            Sql.of("EXPLAIN " + PostgresServiceStore.listing(false, true))
                .uuid(organization)
                .uuid(null)
                .uuid(null)
                .uuid(service.id().value())
                .number(20));
    assertThat(listed).contains("Index Scan").doesNotContain("Seq Scan", "Sort");
  }

  private static String plan(Sql explain) throws Exception {
    return String.join("\n", DATABASE.query(explain, row -> row.text("QUERY PLAN")));
  }

  private static Service many() throws Exception {
    Service service = new Rows(DATABASE.postgres()).service();
    DATABASE.execute(
        """
        INSERT INTO clickdeploy.services
          (id, organization_id, project_id, name, name_folded, repository_url, repository_identity,
           branch, root_directory, build_arg_names, build_arg_values, created_at)
        SELECT gen_random_uuid(), organization_id, project_id, 'n' || i, 'n' || i, repository_url,
               'git.test/many/' || i, branch, root_directory, '{}', '{}', created_at
        FROM clickdeploy.services, generate_series(1, 20000) i WHERE id = '%s'
        """
            .formatted(service.id()));
    DATABASE.execute(
        """
        INSERT INTO clickdeploy.service_secrets (service_id, webhook_secret)
        SELECT id, '\\x00' FROM clickdeploy.services ON CONFLICT DO NOTHING
        """);
    DATABASE.execute("ANALYZE clickdeploy.services, clickdeploy.service_secrets");
    return service;
  }
}
