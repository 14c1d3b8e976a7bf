package dev.clickdeploy.adapter.http;

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
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Organizations, projects and tokens in memory. */
final class FakeTenants implements Tenants {
  private final InstantSource clock;
  private final Map<OrganizationId, Organization> organizations = new ConcurrentHashMap<>();
  private final Map<ProjectId, Project> projects = new ConcurrentHashMap<>();
  private final Map<String, OrganizationId> tokens = new ConcurrentHashMap<>();

  FakeTenants(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Organization createOrganization(Name name) {
    if (organizations.values().stream().anyMatch(o -> o.name().equals(name))) {
      throw new RequestException(Reason.CONFLICT, "the organization name " + name + " is taken");
    }
    Organization created = new Organization(OrganizationId.next(clock), name, clock.instant());
    organizations.put(created.id(), created);
    return created;
  }

  @Override
  public Project createProject(OrganizationId organization, Name name) {
    Project created = new Project(ProjectId.next(clock), organization, name, clock.instant());
    projects.put(created.id(), created);
    return created;
  }

  @Override
  public Project project(Scope scope, ProjectId id) {
    return Optional.ofNullable(projects.get(id))
        .filter(p -> p.organization().equals(scope.organization()) && scope.reaches(p.id()))
        .orElseThrow(() -> RequestException.notFound("project", id));
  }

  @Override
  public IssuedToken issueToken(OrganizationId organization, Name name) {
    if (!organizations.containsKey(organization)) {
      throw RequestException.notFound("organization", organization);
    }
    String text = "cd_" + UUID.randomUUID();
    tokens.put(text, organization);
    TokenHash hash = TokenHash.of(text);
    return new IssuedToken(
        new AccessToken(TokenId.next(clock), organization, name, hash, clock.instant()),
        Secret.of(text));
  }

  @Override
  public Optional<OrganizationId> authenticate(String token) {
    return Optional.ofNullable(tokens.get(token));
  }
}
