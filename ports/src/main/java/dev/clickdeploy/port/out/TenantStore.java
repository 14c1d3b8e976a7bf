package dev.clickdeploy.port.out;

import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Organizations and projects. Names are unique within their parent, compared without case. Lists
 * are ordered by identifier, the newest first.
 */
public interface TenantStore {
  /** Writes a new organization; false when the name is taken. */
  boolean create(Organization organization);

  /** Writes a new project; false when the organization has one of that name. */
  boolean create(Project project);

  /** An organization. */
  Optional<Organization> organization(OrganizationId id);

  /** Organizations; {@code before} continues a listing. */
  List<Organization> organizations(int limit, @Nullable OrganizationId before);

  /** Gives an organization another name. */
  Renaming<Organization> rename(OrganizationId id, Name name);

  /** Removes an organization with its tokens and deliveries, unless it has projects. */
  Removal delete(OrganizationId id);

  /** A project in this scope. */
  Optional<Project> project(Scope scope, ProjectId id);

  /** The projects in this scope; {@code before} continues a listing. */
  List<Project> projects(Scope scope, int limit, @Nullable ProjectId before);

  /** Gives a project in this scope another name. */
  Renaming<Project> rename(Scope scope, ProjectId id, Name name);

  /** Removes a project in this scope with its tokens, unless it has services. */
  Removal delete(Scope scope, ProjectId id);

  /** What renaming came to. */
  sealed interface Renaming<T> {
    /** Written. */
    record Renamed<T>(T now) implements Renaming<T> {
      public Renamed {
        Objects.requireNonNull(now, "now");
      }
    }

    /** Nothing written: another one has the name. */
    record NameTaken<T>() implements Renaming<T> {}

    /** There is none such. */
    record Missing<T>() implements Renaming<T> {}
  }

  /** What removing came to. */
  sealed interface Removal {
    /** It is gone. */
    record Removed() implements Removal {}

    /** There is none such. */
    record Missing() implements Removal {}

    /**
     * It stays as it is, because it holds something.
     *
     * @param some names of what it holds, in their order, at most {@value #MOST_NAMES}; none when
     *     what it holds is being cleared away
     * @param count how many it holds in all
     */
    record Holding(List<Name> some, int count) implements Removal {
      /** Most names that are told. */
      public static final int MOST_NAMES = 3;

      public Holding {
        some = List.copyOf(some);
      }
    }
  }
}
