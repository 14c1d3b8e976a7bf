package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.model.tenant.TokenHash;
import dev.clickdeploy.port.out.TenantStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Organizations, projects and tokens in memory. */
public final class FakeTenantStore implements TenantStore {
  private final Object lock;
  private final Map<OrganizationId, Organization> organizations = new HashMap<>();
  private final Map<ProjectId, Project> projects = new HashMap<>();
  private final Map<TokenHash, AccessToken> tokens = new HashMap<>();

  FakeTenantStore(Object lock) {
    this.lock = lock;
  }

  /** How names are compared: without case. */
  static String fold(Name name) {
    return name.value().toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean create(Organization organization) {
    synchronized (lock) {
      Rejected.unless(
          !organizations.containsKey(organization.id()), "the organization's id is taken");
      String name = fold(organization.name());
      if (organizations.values().stream().anyMatch(other -> fold(other.name()).equals(name))) {
        return false;
      }
      organizations.put(organization.id(), organization);
      return true;
    }
  }

  @Override
  public boolean create(Project project) {
    synchronized (lock) {
      Rejected.unless(
          organizations.containsKey(project.organization()), "a project needs its organization");
      Rejected.unless(!projects.containsKey(project.id()), "the project's id is taken");
      String name = fold(project.name());
      if (projects(Scope.of(project.organization())).stream()
          .anyMatch(other -> fold(other.name()).equals(name))) {
        return false;
      }
      projects.put(project.id(), project);
      return true;
    }
  }

  @Override
  public void create(AccessToken token) {
    synchronized (lock) {
      Rejected.unless(
          organizations.containsKey(token.organization()), "a token needs its organization");
      Rejected.unless(tokens.putIfAbsent(token.hash(), token) == null, "the token exists");
    }
  }

  @Override
  public Optional<Organization> organization(OrganizationId id) {
    synchronized (lock) {
      return Optional.ofNullable(organizations.get(id));
    }
  }

  @Override
  public Optional<Project> project(Scope scope, ProjectId id) {
    synchronized (lock) {
      return Optional.ofNullable(projects.get(id)).filter(project -> isSeen(scope, project));
    }
  }

  private static boolean isSeen(Scope scope, Project project) {
    return project.organization().equals(scope.organization()) && scope.reaches(project.id());
  }

  @Override
  public List<Project> projects(Scope scope) {
    synchronized (lock) {
      return projects.values().stream()
          .filter(project -> isSeen(scope, project))
          .sorted(Comparator.comparing(project -> fold(project.name())))
          .toList();
    }
  }

  @Override
  public Optional<AccessToken> token(TokenHash hash) {
    synchronized (lock) {
      return Optional.ofNullable(tokens.get(hash));
    }
  }
}
