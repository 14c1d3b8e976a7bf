package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.ServiceSpec;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.in.Services;
import dev.clickdeploy.port.in.Services.CreateService;
import java.util.List;

/** Services: created with write-only secrets, read without them. */
final class ServiceRoutes {
  private static final int MOST = 100;

  private final Services services;

  ServiceRoutes(Services services) {
    this.services = services;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Route.API + "/projects/{id}/services", Access.OWNER, this::create),
        Route.get(Route.API + "/projects/{id}/services", Access.VIEWER, this::list),
        Route.get(Route.API + "/services", Access.VIEWER, this::find),
        Route.get(Route.API + "/services/{id}", Access.VIEWER, this::get),
        Route.patch(Route.API + "/services/{id}", Access.OWNER, this::change),
        Route.delete(Route.API + "/services/{id}", Access.OWNER, this::delete),
        Route.put(Route.API + "/services/{id}/webhook-secret", Access.OWNER, this::webhookSecret),
        Route.put(Route.API + "/services/{id}/credential", Access.OWNER, this::credential));
  }

  private Answer create(Request request) {
    Services.Created created = services.create(command(request));
    ObjectNode view = ServiceView.of(created.service());
    view.put("webhookSecret", created.webhookSecret().reveal());
    return Answer.json(201, view).at(Route.API + "/services/" + created.service().id());
  }

  private static CreateService command(Request request) {
    ProjectId project = request.id("project", ProjectId::parse);
    Fields fields = ServiceFields.creation(request.json());
    ServiceSpec spec = ServiceFields.spec(fields);
    return new CreateService(
        request.scope(),
        project,
        spec.name(),
        spec.repository(),
        spec.branch(),
        spec.root(),
        spec.settings(),
        spec.pushes(),
        CredentialFields.of(fields),
        fields.optional("webhookSecret", ServiceFields::webhookSecret).orElse(null));
  }

  /** Replaces the credential; an empty object removes it. */
  private Answer credential(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    Fields fields = Fields.of(request.json(), CredentialFields.NAMES);
    services.changeCredential(request.scope(), id, CredentialFields.of(fields));
    return Answer.empty(204);
  }

  private Answer list(Request request) {
    ProjectId project = request.id("project", ProjectId::parse);
    List<Service> found = services.list(request.scope(), project);
    return Answer.json(200, Json.object().set("services", Json.array(found, ServiceView::of)));
  }

  private Answer find(Request request) {
    int limit = (int) request.number("limit", 1, MOST).orElse(20);
    List<Service> found =
        services.list(
            request.scope(),
            request.query("repository", RepositoryUrl::new).orElse(null),
            limit,
            request.query("after", ServiceId::parse).orElse(null));
    ObjectNode page = Json.object();
    page.set("services", Json.array(found, ServiceView::of));
    page.put("next", found.size() < limit ? null : found.getLast().id().toString());
    return Answer.json(200, page);
  }

  private Answer change(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    JsonNode patch = request.mergePatch();
    ServiceFields.requireKnown(patch);
    Service changed =
        services.change(request.scope(), id, spec -> ServiceFields.changed(spec, patch));
    return Answer.json(200, ServiceView.of(changed));
  }

  private Answer delete(Request request) {
    services.delete(request.scope(), request.id("service", ServiceId::parse));
    return Answer.empty(204);
  }

  /** The answer is the only place where the new secret can be seen. */
  private Answer webhookSecret(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    Secret given =
        Fields.of(request.jsonIfAny(), "webhookSecret")
            .optional("webhookSecret", ServiceFields::webhookSecret)
            .orElse(null);
    Secret now = services.changeWebhookSecret(request.scope(), id, given);
    return Answer.json(200, Json.object().put("webhookSecret", now.reveal()));
  }

  private Answer get(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    return Answer.json(200, ServiceView.of(services.get(request.scope(), id)));
  }
}
