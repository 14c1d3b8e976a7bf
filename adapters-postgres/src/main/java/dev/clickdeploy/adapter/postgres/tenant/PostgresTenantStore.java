package dev.clickdeploy.adapter.postgres.tenant;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Names;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.TenantStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tenants in the tables organizations and projects. */
public final class PostgresTenantStore implements TenantStore {
  private static final String ORGANIZATION =
      "SELECT id, name, created_at FROM clickdeploy.organizations ";
  private static final String PROJECT =
      """
      SELECT id, organization_id, name, created_at FROM clickdeploy.projects
      WHERE organization_id = ? AND (?::uuid IS NULL OR id = ?::uuid)
      """;

  private final Database database;

  /** Tenants of this database. */
  public PostgresTenantStore(Database database) {
    this.database = database;
  }

  @Override
  public boolean create(Organization organization) {
    Sql insert =
        Sql.of(
                """
                INSERT INTO clickdeploy.organizations (id, name, name_folded, created_at)
                VALUES (?, ?, ?, ?)
                ON CONFLICT (name_folded) DO NOTHING
                """)
            .uuid(organization.id().value())
            .text(organization.name().value())
            .text(Names.folded(organization.name()))
            .instant(organization.createdAt());
    return database.run("creating an organization", insert::update) == 1;
  }

  @Override
  public boolean create(Project project) {
    Sql insert =
        Sql.of(
                """
                INSERT INTO clickdeploy.projects (id, organization_id, name, name_folded, created_at)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (organization_id, name_folded) DO NOTHING
                """)
            .uuid(project.id().value())
            .uuid(project.organization().value())
            .text(project.name().value())
            .text(Names.folded(project.name()))
            .instant(project.createdAt());
    return database.run("creating a project", insert::update) == 1;
  }

  @Override
  public Optional<Organization> organization(OrganizationId id) {
    Sql select = Sql.of(ORGANIZATION + "WHERE id = ?").uuid(id.value());
    return database.run("reading an organization", c -> select.first(c, TenantRows::organization));
  }

  @Override
  public List<Organization> organizations(int limit, @Nullable OrganizationId before) {
    Sql select =
        Sql.of(ORGANIZATION + "WHERE ?::uuid IS NULL OR id < ?::uuid ORDER BY id DESC LIMIT ?")
            .uuid(before == null ? null : before.value())
            .uuid(before == null ? null : before.value())
            .number(limit);
    return database.run("listing organizations", c -> select.list(c, TenantRows::organization));
  }

  @Override
  public Renaming<Organization> rename(OrganizationId id, Name name) {
    Sql update =
        Sql.of(
                """
                UPDATE clickdeploy.organizations SET name = ?, name_folded = ? WHERE id = ?
                RETURNING id, name, created_at
                """)
            .text(name.value())
            .text(Names.folded(name))
            .uuid(id.value());
    return database.run(
        "renaming an organization", c -> Naming.change(c, update, TenantRows::organization));
  }

  @Override
  public Removal delete(OrganizationId id) {
    return database.transaction("deleting an organization", c -> Removing.organization(c, id));
  }

  @Override
  public Optional<Project> project(Scope scope, ProjectId id) {
    Sql select = in(scope, Sql.of(PROJECT + "AND id = ?")).uuid(id.value());
    return database.run("reading a project", c -> select.first(c, TenantRows::project));
  }

  @Override
  public List<Project> projects(Scope scope, int limit, @Nullable ProjectId before) {
    Sql select =
        in(
                scope,
                Sql.of(PROJECT + "AND (?::uuid IS NULL OR id < ?::uuid) ORDER BY id DESC LIMIT ?"))
            .uuid(before == null ? null : before.value())
            .uuid(before == null ? null : before.value())
            .number(limit);
    return database.run("listing projects", c -> select.list(c, TenantRows::project));
  }

  @Override
  public Renaming<Project> rename(Scope scope, ProjectId id, Name name) {
    Sql update =
        in(
                scope,
                Sql.of(
                        """
                        UPDATE clickdeploy.projects SET name = ?, name_folded = ?
                        WHERE organization_id = ? AND (?::uuid IS NULL OR id = ?::uuid) AND id = ?
                        RETURNING id, organization_id, name, created_at
                        """)
                    .text(name.value())
                    .text(Names.folded(name)))
            .uuid(id.value());
    return database.run("renaming a project", c -> Naming.change(c, update, TenantRows::project));
  }

  @Override
  public Removal delete(Scope scope, ProjectId id) {
    return database.transaction(
        "deleting a project",
        c ->
            scope.reaches(id)
                ? Removing.project(c, scope.organization(), id)
                : new Removal.Missing());
  }

  private static Sql in(Scope scope, Sql sql) {
    return sql.uuid(scope.organization().value())
        .uuid(TenantRows.project(scope))
        .uuid(TenantRows.project(scope));
  }
}
