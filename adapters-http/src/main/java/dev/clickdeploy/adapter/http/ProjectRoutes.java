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

  private static final Schema NEW = Schema.object("Named").with("name", Schema.text());
  private static final Schema PROJECT =
      Schema.object("Project")
          .with("id", Schema.id())
          .with("name", Schema.text())
          .with("createdAt", Schema.time());
  private static final Schema LIST =
      Schema.object("Projects")
          .with("projects", Schema.list(PROJECT))
          .with("next", Schema.text().orNull());

  private final Tenants tenants;

  ProjectRoutes(Tenants tenants) {
    this.tenants = tenants;
  }

  List<Route> routes() {
    return List.of(
        Route.post(PATH, Access.OWNER, this::create)
            .describe("createProject", "A project")
            .takes(NEW)
            .answers(201, PROJECT)
            .refuses(Problem.CONFLICT),
        Route.get(PATH, Access.VIEWER, this::list)
            .describe("listProjects", "The organization's projects that the token reaches")
            .paged()
            .answers(200, LIST),
        Route.get(PATH + "/{id}", Access.VIEWER, this::get)
            .describe("getProject", "A project")
            .answers(200, PROJECT),
        Route.patch(PATH + "/{id}", Access.OWNER, this::rename)
            .describe("renameProject", "Another name for it (RFC 7396)")
            .conditional("the project")
            .takes(NEW)
            .answers(200, PROJECT)
            .refuses(Problem.CONFLICT),
        Route.delete(PATH + "/{id}", Access.OWNER, this::delete)
            .describe("deleteProject", "Deletes it once it has no services")
            .conditional("the project")
            .answers(204)
            .refuses(Problem.CONFLICT));
  }

  private Answer create(Request request) {
    Name name = Fields.of(request.json(), "name").required("name", Name::new);
    Project created = tenants.createProject(request.scope(), name);
    return Answer.json(201, view(created)).at(PATH + "/" + created.id());
  }

  private Answer list(Request request) {
    Page<ProjectId> page = Page.of(request, ProjectId::parse);
    List<Project> found = tenants.projects(request.scope(), page.limit(), page.beyond());
    return page.answer(request, "projects", found, ProjectRoutes::view, Project::id);
  }

  private Answer get(Request request) {
    return Answer.json(200, view(tenants.project(request.scope(), id(request))));
  }

  private Answer rename(Request request) {
    ProjectId id = id(request);
    Name name = Fields.of(request.mergePatch(), "name").required("name", Name::new);
    requirePresent(request, id);
    return Answer.json(200, view(tenants.renameProject(request.scope(), id, name)));
  }

  private Answer delete(Request request) {
    ProjectId id = id(request);
    requirePresent(request, id);
    tenants.deleteProject(request.scope(), id);
    return Answer.empty(204);
  }

  private void requirePresent(Request request, ProjectId id) {
    request.ifMatch(() -> view(tenants.project(request.scope(), id)));
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
