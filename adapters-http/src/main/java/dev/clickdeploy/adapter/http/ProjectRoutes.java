package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.in.Tenants;
import java.util.List;

/** Projects of the caller's organization. */
final class ProjectRoutes {
  private static final String PATH = Route.API + "/projects";

  private final Tenants tenants;

  ProjectRoutes(Tenants tenants) {
    this.tenants = tenants;
  }

  List<Route> routes() {
    return List.of(
        Route.post(PATH, Access.OWNER, this::create),
        Route.get(PATH, Access.VIEWER, this::list),
        Route.get(PATH + "/{id}", Access.VIEWER, this::get),
        Route.patch(PATH + "/{id}", Access.OWNER, this::rename),
        Route.delete(PATH + "/{id}", Access.OWNER, this::delete));
  }

  private Answer create(Request request) {
    Name name = Fields.of(request.json(), "name").required("name", Name::new);
    Project created = tenants.createProject(request.scope(), name);
    return Answer.json(201, view(created)).at(PATH + "/" + created.id());
  }

  private Answer list(Request request) {
    int limit = (int) request.number("limit", 1, 100).orElse(20);
    List<Project> found =
        tenants.projects(
            request.scope(), limit, request.query("before", ProjectId::parse).orElse(null));
    ObjectNode page = Json.object();
    page.set("projects", Json.array(found, ProjectRoutes::view));
    page.put("next", found.size() < limit ? null : found.getLast().id().toString());
    return Answer.json(200, page);
  }

  private Answer get(Request request) {
    return Answer.json(200, view(tenants.project(request.scope(), id(request))));
  }

  private Answer rename(Request request) {
    ProjectId id = id(request);
    Name name = Fields.of(request.mergePatch(), "name").required("name", Name::new);
    return Answer.json(200, view(tenants.renameProject(request.scope(), id, name)));
  }

  private Answer delete(Request request) {
    tenants.deleteProject(request.scope(), id(request));
    return Answer.empty(204);
  }

  private static ProjectId id(Request request) {
    return request.id("project", ProjectId::parse);
  }

  private static ObjectNode view(Project project) {
    return Json.object()
        .put("id", project.id().toString())
        .put("name", project.name().value())
        .put("createdAt", project.createdAt().toString());
  }
}
