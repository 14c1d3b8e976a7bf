package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.tenant.AccessToken;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.in.Tenants;
import dev.clickdeploy.port.in.Tenants.IssuedToken;
import java.time.Instant;
import java.util.List;

/** Organizations, tokens and projects. */
final class TenantRoutes {
  private static final Schema NAME = Schema.object("Named").with("name", Schema.text());
  private static final Schema ORGANIZATION = schema("Organization");
  private static final Schema PROJECT = schema("Project");
  private static final Schema TOKEN = schema("IssuedToken").with("token", Schema.text());

  private final Tenants tenants;

  TenantRoutes(Tenants tenants) {
    this.tenants = tenants;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Route.API + "/organizations", Access.ADMIN, this::createOrganization)
            .describe("createOrganization", "An organization, which sees nothing of others")
            .takes(NAME)
            .answers(201, ORGANIZATION)
            .refuses(Problem.CONFLICT),
        Route.post(Route.API + "/organizations/{id}/tokens", Access.ADMIN, this::issueToken)
            .describe("issueToken", "A token of the organization, shown this once")
            .takes(NAME)
            .answers(201, TOKEN)
            .refuses(Problem.CONFLICT),
        Route.post(Route.API + "/projects", Access.OWNER, this::createProject)
            .describe("createProject", "A project")
            .takes(NAME)
            .answers(201, PROJECT)
            .refuses(Problem.CONFLICT),
        Route.get(Route.API + "/projects/{id}", Access.VIEWER, this::project)
            .describe("getProject", "A project")
            .answers(200, PROJECT));
  }

  private Answer createOrganization(Request request) {
    return Answer.json(201, view(tenants.createOrganization(name(request))));
  }

  private Answer issueToken(Request request) {
    OrganizationId organization = request.id("organization", OrganizationId::parse);
    return Answer.json(201, view(tenants.issueToken(organization, name(request))));
  }

  private Answer createProject(Request request) {
    Project created = tenants.createProject(request.organization(), name(request));
    return Answer.json(201, view(created)).at(Route.API + "/projects/" + created.id());
  }

  private Answer project(Request request) {
    ProjectId id = request.id("project", ProjectId::parse);
    return Answer.json(200, view(tenants.project(request.organization(), id)));
  }

  private static ObjectNode view(Organization organization) {
    return view(organization.id(), organization.name(), organization.createdAt());
  }

  private static ObjectNode view(Project project) {
    return view(project.id(), project.name(), project.createdAt());
  }

  private static ObjectNode view(IssuedToken issued) {
    AccessToken token = issued.token();
    return view(token.id(), token.name(), token.createdAt()).put("token", issued.text().reveal());
  }

  private static ObjectNode view(Object id, Name name, Instant createdAt) {
    return Json.object()
        .put("id", id.toString())
        .put("name", name.value())
        .put("createdAt", createdAt.toString());
  }

  private static Schema schema(String name) {
    return Schema.object(name)
        .with("id", Schema.id())
        .with("name", Schema.text())
        .with("createdAt", Schema.time());
  }

  private static Name name(Request request) {
    return Fields.of(request.json(), "name").required("name", Name::new);
  }
}
