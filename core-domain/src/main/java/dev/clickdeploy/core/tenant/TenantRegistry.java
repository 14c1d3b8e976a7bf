package dev.clickdeploy.core.tenant;

import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.in.Tenants;
import dev.clickdeploy.port.out.TenantStore;
import dev.clickdeploy.port.out.TenantStore.Renaming;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Organizations and projects on a {@link TenantStore}. */
public final class TenantRegistry implements Tenants {
  private final TenantStore store;
  private final KnownTokens tokens;
  private final InstantSource clock;

  /** Keeps its tenants in this store, and forgets the tokens of those that go. */
  public TenantRegistry(TenantStore store, KnownTokens tokens, InstantSource clock) {
    this.store = store;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public Organization createOrganization(Name name) {
    Organization organization = new Organization(OrganizationId.next(clock), name, clock.instant());
    if (!store.create(organization)) {
      throw organizationTaken(name);
    }
    return organization;
  }

  @Override
  public Organization organization(OrganizationId id) {
    return store.organization(id).orElseThrow(() -> noOrganization(id));
  }

  @Override
  public List<Organization> organizations(int limit, @Nullable OrganizationId before) {
    return store.organizations(PageSize.of(limit), before);
  }

  @Override
  public Organization renameOrganization(OrganizationId id, Name name) {
    return switch (store.rename(id, name)) {
      case Renaming.Renamed<Organization> renamed -> renamed.now();
      case Renaming.NameTaken<Organization> taken -> throw organizationTaken(name);
      case Renaming.Missing<Organization> missing -> throw noOrganization(id);
    };
  }

  @Override
  public void deleteOrganization(OrganizationId id) {
    removed(store.delete(id), noOrganization(id), Held.PROJECTS);
    tokens.forget(token -> token.scope().organization().equals(id));
  }

  @Override
  public Project createProject(Scope scope, Name name) {
    OrganizationId organization = WholeOrganization.of(scope, "new projects belong");
    organization(organization);
    Project project = new Project(ProjectId.next(clock), organization, name, clock.instant());
    if (!store.create(project)) {
      throw projectTaken(name);
    }
    return project;
  }

  @Override
  public Project project(Scope scope, ProjectId id) {
    return store.project(scope, id).orElseThrow(() -> noProject(id));
  }

  @Override
  public List<Project> projects(Scope scope, int limit, @Nullable ProjectId before) {
    return store.projects(scope, PageSize.of(limit), before);
  }

  @Override
  public Project renameProject(Scope scope, ProjectId id, Name name) {
    return switch (store.rename(scope, id, name)) {
      case Renaming.Renamed<Project> renamed -> renamed.now();
      case Renaming.NameTaken<Project> taken -> throw projectTaken(name);
      case Renaming.Missing<Project> missing -> throw noProject(id);
    };
  }

  @Override
  public void deleteProject(Scope scope, ProjectId id) {
    removed(store.delete(scope, id), noProject(id), Held.SERVICES);
    Predicate<AccessToken> ofProject = token -> id.equals(token.scope().project());
    tokens.forget(ofProject);
  }

  private static void removed(TenantStore.Removal removal, RequestException missing, Held what) {
    switch (removal) {
      case TenantStore.Removal.Removed gone -> {}
      case TenantStore.Removal.Missing none -> throw missing;
      case TenantStore.Removal.Holding holding -> throw what.refusal(holding);
    }
  }

  private static RequestException noOrganization(OrganizationId id) {
    return RequestException.notFound("organization", id);
  }

  private static RequestException noProject(ProjectId id) {
    return RequestException.notFound("project", id);
  }

  private static RequestException organizationTaken(Name name) {
    return conflict("there is already an organization named '" + name + "'");
  }

  private static RequestException projectTaken(Name name) {
    return conflict("the organization already has a project named '" + name + "'");
  }

  private static RequestException conflict(String message) {
    return new RequestException(Reason.CONFLICT, message + "; choose another name");
  }
}
