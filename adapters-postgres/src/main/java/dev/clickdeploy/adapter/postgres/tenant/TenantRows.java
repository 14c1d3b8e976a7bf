package dev.clickdeploy.adapter.postgres.tenant;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Role;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.model.tenant.TokenId;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tenants as their rows say. */
final class TenantRows {
  private TenantRows() {}

  static Organization organization(Row row) throws SQLException {
    return new Organization(
        new OrganizationId(row.uuid("id")), new Name(row.text("name")), row.instant("created_at"));
  }

  static Project project(Row row) throws SQLException {
    return new Project(
        new ProjectId(row.uuid("id")),
        new OrganizationId(row.uuid("organization_id")),
        new Name(row.text("name")),
        row.instant("created_at"));
  }

  static AccessToken token(Row row) throws SQLException {
    String project = row.textOrNull("project_id");
    String lastUsedOn = row.textOrNull("last_used_on");
    return new AccessToken(
        new TokenId(row.uuid("id")),
        new Scope(
            new OrganizationId(row.uuid("organization_id")),
            project == null ? null : ProjectId.parse(project)),
        new Name(row.text("name")),
        row.constant(Role.class, "role"),
        new TokenHash(row.text("hash")),
        row.instant("created_at"),
        row.instantOrNull("expires_at"),
        lastUsedOn == null ? null : LocalDate.parse(lastUsedOn));
  }

  /** The only project that a scope reaches, as a column holds it. */
  static @Nullable UUID project(Scope scope) {
    return scope.project() == null ? null : scope.project().value();
  }
}
