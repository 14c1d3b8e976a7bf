package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.in.Tenants;
import java.util.List;

/** Organizations: managed by the administrator, read by whoever belongs to one. */
final class OrganizationRoutes {
  private static final String PATH = Route.API + "/organizations";

  private static final Schema NEW = Schema.object("Named").with("name", Schema.text());
  private static final Schema ORGANIZATION =
      Schema.object("Organization")
          .with("id", Schema.id())
          .with("name", Schema.text())
          .with("createdAt", Schema.time());
  private static final Schema LIST =
      Schema.object("Organizations")
          .with("organizations", Schema.list(ORGANIZATION))
          .with("next", Schema.text().orNull());

  private final Tenants tenants;

  OrganizationRoutes(Tenants tenants) {
    this.tenants = tenants;
  }

  List<Route> routes() {
    return List.of(
        Route.post(PATH, Access.ADMIN, this::create)
            .describe("createOrganization", "An organization, which sees nothing of others")
            .takes(NEW)
            .answers(201, ORGANIZATION)
            .refuses(Problem.CONFLICT),
        Route.get(PATH, Access.ADMIN, this::list)
            .describe("listOrganizations", "Every organization, newest first")
            .paged()
            .answers(200, LIST),
        Route.get(PATH + "/{id}", Access.ADMIN, this::get)
            .describe("getOrganization", "An organization")
            .answers(200, ORGANIZATION),
        Route.patch(PATH + "/{id}", Access.ADMIN, this::rename)
            .describe("renameOrganization", "Another name for it (RFC 7396)")
            .conditional("the organization")
            .takes(NEW)
            .answers(200, ORGANIZATION)
            .refuses(Problem.CONFLICT),
        Route.delete(PATH + "/{id}", Access.ADMIN, this::delete)
            .describe("deleteOrganization", "Deletes it once it has no projects")
            .conditional("the organization")
            .answers(204)
            .refuses(Problem.CONFLICT),
        Route.get(Route.API + "/organization", Access.VIEWER, this::own)
            .describe("getOwnOrganization", "The organization that the token belongs to")
            .answers(200, ORGANIZATION));
  }

  private Answer create(Request request) {
    Name name = Fields.of(request.json(), "name").required("name", Name::new);
    Organization created = tenants.createOrganization(name);
    return Answer.json(201, view(created)).at(PATH + "/" + created.id());
  }

  private Answer list(Request request) {
    Page<OrganizationId> page = Page.of(request, OrganizationId::parse);
    List<Organization> found = tenants.organizations(page.limit(), page.beyond());
    return page.answer(request, "organizations", found, OrganizationRoutes::view, Organization::id);
  }

  private Answer get(Request request) {
    return Answer.json(200, view(tenants.organization(id(request))));
  }

  private Answer rename(Request request) {
    OrganizationId id = id(request);
    Name name = Fields.of(request.mergePatch(), "name").required("name", Name::new);
    requirePresent(request, id);
    return Answer.json(200, view(tenants.renameOrganization(id, name)));
  }

  private Answer delete(Request request) {
    OrganizationId id = id(request);
    requirePresent(request, id);
    tenants.deleteOrganization(id);
    return Answer.empty(204);
  }

  private void requirePresent(Request request, OrganizationId id) {
    request.ifMatch(() -> view(tenants.organization(id)));
  }

  private Answer own(Request request) {
    return Answer.json(200, view(tenants.organization(request.organization())));
  }

  private static OrganizationId id(Request request) {
    return request.id("organization", OrganizationId::parse);
  }

  private static ObjectNode view(Organization organization) {
    return Json.object()
        .put("id", organization.id().toString())
        .put("name", organization.name().value())
        .put("createdAt", organization.createdAt().toString());
  }
}
