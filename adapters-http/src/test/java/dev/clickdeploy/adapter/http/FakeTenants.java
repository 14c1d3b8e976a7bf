package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.in.Tenants;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Organizations and projects in memory. */
final class FakeTenants implements Tenants {
  private final InstantSource clock;
  private final Map<OrganizationId, Organization> organizations = new ConcurrentHashMap<>();
  private final Map<ProjectId, Project> projects = new ConcurrentHashMap<>();

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
  public Organization organization(OrganizationId id) {
    return Optional.ofNullable(organizations.get(id))
        .orElseThrow(() -> RequestException.notFound("organization", id));
  }

  @Override
  public List<Organization> organizations(int limit, @Nullable OrganizationId before) {
    return page(organizations.values().stream(), o -> o.id().toString(), limit, before);
  }

  private static <T> List<T> page(
      Stream<T> all, Function<T, String> id, int limit, @Nullable Object before) {
    return all.filter(t -> before == null || id.apply(t).compareTo(before.toString()) < 0)
        .sorted(Comparator.comparing(id).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Organization renameOrganization(OrganizationId id, Name name) {
    Organization now = new Organization(id, name, organization(id).createdAt());
    organizations.put(id, now);
    return now;
  }

  @Override
  public void deleteOrganization(OrganizationId id) {
    organization(id);
    requireNone(in(Scope.of(id)), "project");
    organizations.remove(id);
  }

  private static void requireNone(Stream<?> held, String what) {
    if (held.findAny().isPresent()) {
      throw new RequestException(Reason.CONFLICT, "it still has a " + what);
    }
  }

  @Override
  public Project createProject(Scope scope, Name name) {
    Project created =
        new Project(ProjectId.next(clock), scope.organization(), name, clock.instant());
    projects.put(created.id(), created);
    return created;
  }

  @Override
  public Project project(Scope scope, ProjectId id) {
    return in(scope)
        .filter(project -> project.id().equals(id))
        .findFirst()
        .orElseThrow(() -> RequestException.notFound("project", id));
  }

  private Stream<Project> in(Scope scope) {
    return projects.values().stream()
        .filter(p -> p.organization().equals(scope.organization()) && scope.reaches(p.id()));
  }

  @Override
  public List<Project> projects(Scope scope, int limit, @Nullable ProjectId before) {
    return page(in(scope), p -> p.id().toString(), limit, before);
  }

  @Override
  public Project renameProject(Scope scope, ProjectId id, Name name) {
    Project found = project(scope, id);
    Project now = new Project(id, found.organization(), name, found.createdAt());
    projects.put(id, now);
    return now;
  }

  @Override
  public void deleteProject(Scope scope, ProjectId id) {
    project(scope, id);
    projects.remove(id);
  }
}
