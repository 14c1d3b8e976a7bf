package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.TenantStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Organizations and projects in memory. */
public final class FakeTenantStore implements TenantStore {
  private final Object lock;
  private final Map<OrganizationId, Organization> organizations = new HashMap<>();
  private final Map<ProjectId, Project> projects = new HashMap<>();
  private Function<Project, List<Name>> services = project -> List.of();

  FakeTenantStore(Object lock) {
    this.lock = lock;
  }

  /** Asks for the names of a project's services here. */
  void servicesIn(Function<Project, List<Name>> names) {
    services = names;
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
      if (isTaken(organizations.values().stream().map(Organization::name), organization.name())) {
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
      if (isTaken(in(Scope.of(project.organization())).map(Project::name), project.name())) {
        return false;
      }
      projects.put(project.id(), project);
      return true;
    }
  }

  private static boolean isTaken(Stream<Name> names, Name name) {
    return names.anyMatch(other -> fold(other).equals(fold(name)));
  }

  @Override
  public Optional<Organization> organization(OrganizationId id) {
    synchronized (lock) {
      return Optional.ofNullable(organizations.get(id));
    }
  }

  @Override
  public List<Organization> organizations(int limit, @Nullable OrganizationId before) {
    synchronized (lock) {
      return page(organizations.values().stream(), o -> o.id().toString(), limit, before);
    }
  }

  private static <T> List<T> page(
      Stream<T> all, Function<T, String> id, int limit, @Nullable Object before) {
    return all.filter(t -> before == null || id.apply(t).compareTo(before.toString()) < 0)
        .sorted(Comparator.comparing(id).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public Renaming<Organization> rename(OrganizationId id, Name name) {
    synchronized (lock) {
      Organization found = organizations.get(id);
      if (found == null) {
        return new Renaming.Missing<>();
      }
      Stream<Organization> others =
          organizations.values().stream().filter(other -> !other.id().equals(id));
      if (isTaken(others.map(Organization::name), name)) {
        return new Renaming.NameTaken<>();
      }
      Organization now = new Organization(id, name, found.createdAt());
      organizations.put(id, now);
      return new Renaming.Renamed<>(now);
    }
  }

  @Override
  public Removal delete(OrganizationId id) {
    synchronized (lock) {
      if (!organizations.containsKey(id)) {
        return new Removal.Missing();
      }
      List<Name> held = in(Scope.of(id)).map(Project::name).toList();
      return removal(held, () -> organizations.remove(id));
    }
  }

  private static Removal removal(List<Name> held, Runnable remove) {
    if (!held.isEmpty()) {
      List<Name> byName =
          held.stream().sorted(Comparator.comparing(FakeTenantStore::fold)).toList();
      int told = Math.min(held.size(), Removal.Holding.MOST_NAMES);
      return new Removal.Holding(byName.subList(0, told), held.size());
    }
    remove.run();
    return new Removal.Removed();
  }

  @Override
  public Optional<Project> project(Scope scope, ProjectId id) {
    synchronized (lock) {
      return in(scope).filter(project -> project.id().equals(id)).findFirst();
    }
  }

  private Stream<Project> in(Scope scope) {
    return projects.values().stream()
        .filter(p -> p.organization().equals(scope.organization()) && scope.reaches(p.id()));
  }

  @Override
  public List<Project> projects(Scope scope, int limit, @Nullable ProjectId before) {
    synchronized (lock) {
      return page(in(scope), p -> p.id().toString(), limit, before);
    }
  }

  @Override
  public Renaming<Project> rename(Scope scope, ProjectId id, Name name) {
    synchronized (lock) {
      Project found = project(scope, id).orElse(null);
      if (found == null) {
        return new Renaming.Missing<>();
      }
      Stream<Project> others =
          in(Scope.of(scope.organization())).filter(other -> !other.id().equals(id));
      if (isTaken(others.map(Project::name), name)) {
        return new Renaming.NameTaken<>();
      }
      Project now = new Project(id, found.organization(), name, found.createdAt());
      projects.put(id, now);
      return new Renaming.Renamed<>(now);
    }
  }

  @Override
  public Removal delete(Scope scope, ProjectId id) {
    synchronized (lock) {
      Project found = project(scope, id).orElse(null);
      return found == null
          ? new Removal.Missing()
          : removal(services.apply(found), () -> projects.remove(id));
    }
  }
}
