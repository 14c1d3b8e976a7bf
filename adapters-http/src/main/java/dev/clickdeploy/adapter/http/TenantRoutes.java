package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.in.Tenants;
import dev.clickdeploy.port.in.Tenants.IssuedToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Organizations, tokens and projects. */
final class TenantRoutes {
  private final Tenants tenants;

  TenantRoutes(Tenants tenants) {
    this.tenants = tenants;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Route.API + "/organizations", Access.ADMIN, this::createOrganization),
        Route.post(Route.API + "/organizations/{id}/tokens", Access.ADMIN, this::issueToken),
        Route.post(Route.API + "/projects", Access.ORGANIZATION, this::createProject),
        Route.get(Route.API + "/projects/{id}", Access.ORGANIZATION, this::project));
  }

  private Answer createOrganization(Request request) throws IOException {
    Organization created = tenants.createOrganization(name(request));
    return Answer.json(
        201,
        Map.of(
            "id", created.id().toString(),
            "name", created.name().value(),
            "createdAt", created.createdAt().toString()));
  }

  private Answer issueToken(Request request) throws IOException {
    OrganizationId organization = request.id("organization", OrganizationId::parse);
    IssuedToken issued = tenants.issueToken(organization, name(request));
    return Answer.json(
        201,
        Map.of(
            "id", issued.token().id().toString(),
            "name", issued.token().name().value(),
            "token", issued.text().reveal()));
  }

  private Answer createProject(Request request) throws IOException {
    Project created = tenants.createProject(request.organization(), name(request));
    return Answer.json(201, view(created)).at(Route.API + "/projects/" + created.id());
  }

  private Answer project(Request request) {
    ProjectId id = request.id("project", ProjectId::parse);
    return Answer.json(200, view(tenants.project(request.organization(), id)));
  }

  private static Map<String, ?> view(Project project) {
    return Map.of(
        "id", project.id().toString(),
        "name", project.name().value(),
        "createdAt", project.createdAt().toString());
  }

  private static Name name(Request request) throws IOException {
    return Fields.of(request.json(false), "name").required("name", Name::new);
  }
}
