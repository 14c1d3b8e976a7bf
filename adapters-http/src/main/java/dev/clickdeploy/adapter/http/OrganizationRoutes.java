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

  private final Tenants tenants;

  OrganizationRoutes(Tenants tenants) {
    this.tenants = tenants;
  }

  List<Route> routes() {
    return List.of(
        Route.post(PATH, Access.ADMIN, this::create),
        Route.get(PATH, Access.ADMIN, this::list),
        Route.get(PATH + "/{id}", Access.ADMIN, this::get),
        Route.patch(PATH + "/{id}", Access.ADMIN, this::rename),
        Route.delete(PATH + "/{id}", Access.ADMIN, this::delete),
        Route.get(Route.API + "/organization", Access.VIEWER, this::own));
  }

  private Answer create(Request request) {
    Name name = Fields.of(request.json(), "name").required("name", Name::new);
    Organization created = tenants.createOrganization(name);
    return Answer.json(201, view(created)).at(PATH + "/" + created.id());
  }

  private Answer list(Request request) {
    int limit = (int) request.number("limit", 1, 100).orElse(20);
    List<Organization> found =
        tenants.organizations(limit, request.query("before", OrganizationId::parse).orElse(null));
    ObjectNode page = Json.object();
    page.set("organizations", Json.array(found, OrganizationRoutes::view));
    page.put("next", found.size() < limit ? null : found.getLast().id().toString());
    return Answer.json(200, page);
  }

  private Answer get(Request request) {
    return Answer.json(200, view(tenants.organization(id(request))));
  }

  private Answer rename(Request request) {
    OrganizationId id = id(request);
    Name name = Fields.of(request.mergePatch(), "name").required("name", Name::new);
    return Answer.json(200, view(tenants.renameOrganization(id, name)));
  }

  private Answer delete(Request request) {
    tenants.deleteOrganization(id(request));
    return Answer.empty(204);
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
