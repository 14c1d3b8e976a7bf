package dev.clickdeploy.port.in;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import java.util.Optional;

/** Organizations, projects and access tokens. Refusals are {@link RequestException}s. */
public interface Tenants {
  /** A new organization; CONFLICT when the name is taken. */
  Organization createOrganization(Name name);

  /** A new project of an organization; CONFLICT when it has one of that name. */
  Project createProject(OrganizationId organization, Name name);

  /** A project of this organization. */
  Project project(Scope scope, ProjectId id);

  /**
   * A new random token that acts for the organization; the answer is the only place where it can be
   * seen.
   */
  IssuedToken issueToken(OrganizationId organization, Name name);

  /** The organization for which a presented token acts; absent when it is unknown. */
  Optional<OrganizationId> authenticate(String token);

  /** A token with its one-time text. */
  record IssuedToken(AccessToken token, Secret text) {}
}
