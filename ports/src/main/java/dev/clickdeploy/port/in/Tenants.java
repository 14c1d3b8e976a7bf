package dev.clickdeploy.port.in;

import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Organizations and their projects. Refusals are {@link RequestException}s. */
public interface Tenants {
  /** A new organization; CONFLICT when the name is taken. */
  Organization createOrganization(Name name);

  /** An organization. */
  Organization organization(OrganizationId id);

  /** Every organization, newest first, at most 100; {@code before} continues a listing. */
  List<Organization> organizations(int limit, @Nullable OrganizationId before);

  /** Gives an organization another name; CONFLICT when it is taken. */
  Organization renameOrganization(OrganizationId id, Name name);

  /**
   * Removes an organization with its tokens and its record of webhook deliveries; CONFLICT, and
   * nothing happens, while it has projects.
   */
  void deleteOrganization(OrganizationId id);

  /**
   * A new project of an organization; CONFLICT when it has one of that name, FORBIDDEN when the
   * scope is one project.
   */
  Project createProject(Scope scope, Name name);

  /** A project in this scope. */
  Project project(Scope scope, ProjectId id);

  /** The projects in this scope, newest first, at most 100; {@code before} continues a listing. */
  List<Project> projects(Scope scope, int limit, @Nullable ProjectId before);

  /** Gives a project another name; CONFLICT when the organization has one of that name. */
  Project renameProject(Scope scope, ProjectId id, Name name);

  /** Removes a project with its tokens; CONFLICT, and nothing happens, while it has services. */
  void deleteProject(Scope scope, ProjectId id);
}
