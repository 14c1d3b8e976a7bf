package dev.clickdeploy.port.out;

import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import java.util.List;
import java.util.Optional;

/**
 * Organizations, projects and access tokens. Names are unique within their parent, compared without
 * case.
 */
public interface TenantStore {
  /** Writes a new organization; false when the name is taken. */
  boolean create(Organization organization);

  /** Writes a new project; false when the organization has one of that name. */
  boolean create(Project project);

  /** Writes a new token. */
  void create(AccessToken token);

  /** An organization. */
  Optional<Organization> organization(OrganizationId id);

  /** A project of this organization. */
  Optional<Project> project(Scope scope, ProjectId id);

  /** An organization's projects by name. */
  List<Project> projects(Scope scope);

  /** The token with this hash. */
  Optional<AccessToken> token(TokenHash hash);
}
