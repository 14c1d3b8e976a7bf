package dev.clickdeploy.adapter.postgres.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.adapter.postgres.Postgres;
import dev.clickdeploy.adapter.postgres.Race;
import dev.clickdeploy.adapter.postgres.Rows;
import dev.clickdeploy.adapter.postgres.TestDatabase;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.TenantStore.Removal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is removed leaves nothing behind, and nothing that is there loses what it hangs on. */
class RemovalIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private Postgres postgres;
  private Organization organization;
  private Project project;
  private Scope scope;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    Rows rows = new Rows(postgres);
    organization = rows.organization();
    project = rows.project(organization);
    scope = Scope.of(organization.id());
  }

  @Test
  void what_is_out_of_sight_below_a_project_keeps_it() throws Exception {
    DATABASE.execute(
        "CREATE TABLE remains (project_id uuid NOT NULL REFERENCES clickdeploy.projects (id))");
    DATABASE.execute("INSERT INTO remains VALUES ('" + project.id() + "')");
    assertThat(postgres.tenants().delete(scope, project.id()))
        .isEqualTo(new Removal.Holding(List.of(), 0));
    assertThat(postgres.tenants().project(scope, project.id())).contains(project);

    DATABASE.execute("DROP TABLE remains");
    assertThat(postgres.tenants().delete(scope, project.id())).isEqualTo(new Removal.Removed());
  }

  @Test
  void the_deliveries_of_an_organization_go_with_it() throws Exception {
    postgres.tenants().delete(scope, project.id());
    DATABASE.execute(
        """
        INSERT INTO clickdeploy.webhook_deliveries
          (id, organization_id, source, delivery_key, event, repository_url, ref, header_names,
           header_values, received_at)
        SELECT gen_random_uuid(), '%s', 'github', 'key ' || i, 'push', 'https://git.test/a/b',
               'refs/heads/main', '{}', '{}', now()
        FROM generate_series(1, 3) i
        """
            .formatted(organization.id()));
    assertThat(postgres.tenants().delete(organization.id())).isEqualTo(new Removal.Removed());
    assertThat(
            DATABASE.query(
                Sql.of("SELECT FROM clickdeploy.webhook_deliveries WHERE organization_id = ?")
                    .uuid(organization.id().value()),
                row -> row))
        .isEmpty();
  }

  @Test
  void a_project_that_is_removed_while_a_service_is_created_loses_or_keeps_both() throws Exception {
    for (int i = 0; i < 30; i++) {
      Project contested = new Rows(postgres).project(new Rows(postgres).organization());
      Scope whole = Scope.of(contested.organization());
      Service service =
          Rows.newService(contested.organization(), contested.id(), "https://git.test/a/b");
      List<Boolean> came =
          Race.run(
              List.of(
                  () -> created(service),
                  () ->
                      postgres.tenants().delete(whole, contested.id()) instanceof Removal.Removed));
      assertThat(came).containsOnlyOnce(true);
      assertThat(postgres.services().load(service.id()).isPresent()).isEqualTo(came.getFirst());
    }
  }

  private boolean created(Service service) {
    try {
      return postgres.services().create(service, Rows.SECRETS);
    } catch (PortException e) {
      return false; // its project is gone
    }
  }

  @Test
  void a_token_cannot_be_for_a_strangers_project() {
    Project foreign = new Rows(postgres).project(new Rows(postgres).organization());
    String insert =
        """
        INSERT INTO clickdeploy.access_tokens
          (id, organization_id, project_id, name, role, hash, created_at)
        VALUES (gen_random_uuid(), '%s', '%s', 'ci', 'owner', repeat('a', 64), now())
        """;
    assertThatThrownBy(() -> DATABASE.execute(insert.formatted(organization.id(), foreign.id())))
        .hasMessageContaining("foreign key");
  }
}
