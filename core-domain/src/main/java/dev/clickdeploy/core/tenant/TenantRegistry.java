package dev.clickdeploy.core.tenant;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.model.tenant.TokenId;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.in.Tenants;
import dev.clickdeploy.port.out.TenantStore;
import java.time.InstantSource;
import java.util.Optional;

/** Organizations, projects and tokens on a {@link TenantStore}. */
public final class TenantRegistry implements Tenants {
  private static final String TOKEN_PREFIX = "clickdeploy_";

  private final TenantStore store;
  private final InstantSource clock;
  private final RandomSecrets secrets = new RandomSecrets();

  /** Keeps its tenants in this store. */
  public TenantRegistry(TenantStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Organization createOrganization(Name name) {
    Organization organization = new Organization(OrganizationId.next(clock), name, clock.instant());
    if (!store.create(organization)) {
      throw conflict("there is already an organization named '" + name + "'");
    }
    return organization;
  }

  @Override
  public Project createProject(OrganizationId organization, Name name) {
    requireOrganization(organization);
    Project project = new Project(ProjectId.next(clock), organization, name, clock.instant());
    if (!store.create(project)) {
      throw conflict("the organization already has a project named '" + name + "'");
    }
    return project;
  }

  @Override
  public Project project(Scope scope, ProjectId id) {
    return store.project(scope, id).orElseThrow(() -> RequestException.notFound("project", id));
  }

  @Override
  public IssuedToken issueToken(OrganizationId organization, Name name) {
    requireOrganization(organization);
    Secret text = secrets.next(TOKEN_PREFIX);
    AccessToken token =
        new AccessToken(
            TokenId.next(clock), organization, name, TokenHash.of(text.reveal()), clock.instant());
    store.create(token);
    return new IssuedToken(token, text);
  }

  @Override
  public Optional<OrganizationId> authenticate(String token) {
    return store.token(TokenHash.of(token)).map(AccessToken::organization);
  }

  private void requireOrganization(OrganizationId id) {
    if (store.organization(id).isEmpty()) {
      throw RequestException.notFound("organization", id);
    }
  }

  private static RequestException conflict(String message) {
    return new RequestException(Reason.CONFLICT, message + "; choose another name");
  }
}
