package dev.clickdeploy.adapter.postgres.tenant;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Names;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.port.out.TenantStore;
import java.util.List;
import java.util.Optional;

/** Tenants in the tables organizations, projects and access_tokens. */
public final class PostgresTenantStore implements TenantStore {
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
  public void create(AccessToken token) {
    Sql insert =
        Sql.of(
                """
                INSERT INTO clickdeploy.access_tokens (id, organization_id, name, hash, created_at)
                VALUES (?, ?, ?, ?, ?)
                """)
            .uuid(token.id().value())
            .uuid(token.organization().value())
            .text(token.name().value())
            .text(token.hash().hex())
            .instant(token.createdAt());
    database.run("creating an access token", insert::update);
  }

  @Override
  public Optional<Organization> organization(OrganizationId id) {
    Sql select =
        Sql.of("SELECT id, name, created_at FROM clickdeploy.organizations WHERE id = ?")
            .uuid(id.value());
    return database.run("reading an organization", c -> select.first(c, TenantRows::organization));
  }

  @Override
  public Optional<Project> project(Scope scope, ProjectId id) {
    Sql select =
        Sql.of(
                """
                SELECT id, organization_id, name, created_at FROM clickdeploy.projects
                WHERE organization_id = ? AND id = ? AND id = coalesce(?::uuid, id)
                """)
            .uuid(scope.organization().value())
            .uuid(id.value())
            .uuid(scope.project() == null ? null : scope.project().value());
    return database.run("reading a project", c -> select.first(c, TenantRows::project));
  }

  @Override
  public List<Project> projects(Scope scope) {
    Sql select =
        Sql.of(
                """
                SELECT id, organization_id, name, created_at FROM clickdeploy.projects
                WHERE organization_id = ? AND id = coalesce(?::uuid, id)
                ORDER BY name_folded COLLATE "C"
                """)
            .uuid(scope.organization().value())
            .uuid(scope.project() == null ? null : scope.project().value());
    return database.run("listing projects", c -> select.list(c, TenantRows::project));
  }

  @Override
  public Optional<AccessToken> token(TokenHash hash) {
    Sql select =
        Sql.of(
                """
                SELECT id, organization_id, name, hash, created_at FROM clickdeploy.access_tokens
                WHERE hash = ?
                """)
            .text(hash.hex());
    return database.run("looking up an access token", c -> select.first(c, TenantRows::token));
  }
}
