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
  private static final Schema TEXT = Schema.text().orNull();
  private static final Schema TEXTS = Schema.map(Schema.text()).orNull();
  private static final Schema LIST = Schema.list(Schema.text()).orNull();
  private static final Schema BUILD =
      Schema.object("NewBuildSettings")
          .maybe("dockerfile", TEXT)
          .maybe("target", TEXT)
          .maybe("args", TEXTS)
          .maybe("installCommand", TEXT)
          .maybe("buildCommand", TEXT)
          .maybe("startCommand", TEXT)
          .maybe("provider", TEXT)
          .maybe("versions", TEXTS)
          .maybe("buildPackages", LIST)
          .maybe("runtimePackages", LIST)
          .maybe("environment", TEXTS);
  private static final Schema NEW =
      CredentialFields.in(
          Schema.object("NewService")
              .with("name", Schema.text())
              .with("repository", Schema.text())
              .maybe("branch", TEXT)
              .maybe("rootDirectory", TEXT)
              .maybe("webhookSecret", TEXT)
              .maybe("build", BUILD.orNull())
              .maybe("pushes", PushFields.SCHEMA.orNull()));
  private static final Schema CHANGE =
      CredentialFields.in(
          Schema.object("ServiceChange")
              .maybe("name", Schema.text())
              .maybe("repository", Schema.text())
              .maybe("branch", TEXT)
              .maybe("rootDirectory", TEXT)
              .maybe("build", BUILD.orNull())
              .maybe("pushes", PushFields.SCHEMA.orNull()));
  private static final Schema FOUND =
      Schema.object("FoundServices")
          .with("services", Schema.list(ServiceView.SCHEMA))
          .with("next", TEXT);
  private static final Schema CREATED =
      ServiceView.SCHEMA.as("CreatedService").with("webhookSecret", Schema.text());
  private static final Schema ALL =
      Schema.object("Services").with("services", Schema.list(ServiceView.SCHEMA));

  private final Services services;

  ServiceRoutes(Services services) {
    this.services = services;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Route.API + "/projects/{id}/services", Access.OWNER, this::create)
            .describe("createService", "A service; its webhook's secret is shown this once")
            .takes(NEW)
            .answers(201, CREATED)
            .refuses(Problem.CONFLICT),
        Route.get(Route.API + "/projects/{id}/services", Access.VIEWER, this::list)
            .describe("listServices", "The project's services")
            .answers(200, ALL),
        Route.get(Route.API + "/services", Access.VIEWER, this::find)
            .describe("findServices", "The services that the token reaches, the oldest first")
            .query("repository", Schema.text(), "only those of this repository, by any of its URLs")
            .pagedOnward()
            .answers(200, FOUND),
        Route.get(Route.API + "/services/{id}", Access.VIEWER, this::get)
            .describe("getService", "A service, without its secrets")
            .answers(200, ServiceView.SCHEMA),
        Route.patch(Route.API + "/services/{id}", Access.OWNER, this::change)
            .describe("changeService", "Changes what is named; null takes the default (RFC 7396)")
            .conditional("the service")
            .takes(CHANGE)
            .answers(200, ServiceView.SCHEMA)
            .refuses(Problem.CONFLICT),
        Route.delete(Route.API + "/services/{id}", Access.OWNER, this::delete)
            .describe("deleteService", "Deletes it with its secrets and its history")
            .conditional("the service")
            .answers(204)
            .refuses(Problem.CONFLICT),
        Route.put(Route.API + "/services/{id}/webhook-secret", Access.OWNER, this::webhookSecret)
            .describe(
                "putWebhookSecret", "Another secret, random if none is given; shown this once")
            .conditional("the service")
            .takes(Schema.object("NewWebhookSecret").maybe("webhookSecret", TEXT))
            .answers(200, Schema.object("WebhookSecret").with("webhookSecret", Schema.text())),
        Route.put(Route.API + "/services/{id}/credential", Access.OWNER, this::credential)
            .describe("putCredential", "What opens the repository; an empty object removes it")
            .conditional("the service")
            .takes(CredentialFields.SCHEMA)
            .answers(204));
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
    requirePresent(request, id);
    services.changeCredential(request.scope(), id, CredentialFields.of(fields));
    return Answer.empty(204);
  }

  private Answer list(Request request) {
    ProjectId project = request.id("project", ProjectId::parse);
    List<Service> found = services.list(request.scope(), project);
    return Answer.json(200, Json.object().set("services", Json.array(found, ServiceView::of)));
  }

  private Answer find(Request request) {
    Page<ServiceId> page = Page.onward(request, ServiceId::parse);
    RepositoryUrl repository = request.query("repository", RepositoryUrl::new).orElse(null);
    List<Service> found = services.list(request.scope(), repository, page.limit(), page.beyond());
    return page.answer(request, "services", found, ServiceView::of, Service::id);
  }

  private Answer change(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    JsonNode patch = request.mergePatch();
    ServiceFields.requireKnown(patch);
    requirePresent(request, id);
    Service changed =
        services.change(request.scope(), id, spec -> ServiceFields.changed(spec, patch));
    return Answer.json(200, ServiceView.of(changed));
  }

  private Answer delete(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    requirePresent(request, id);
    services.delete(request.scope(), id);
    return Answer.empty(204);
  }

  /** The answer is the only place where the new secret can be seen. */
  private Answer webhookSecret(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    Secret given =
        Fields.of(request.jsonIfAny(), "webhookSecret")
            .optional("webhookSecret", ServiceFields::webhookSecret)
            .orElse(null);
    requirePresent(request, id);
    Secret now = services.changeWebhookSecret(request.scope(), id, given);
    return Answer.json(200, Json.object().put("webhookSecret", now.reveal()));
  }

  /** Whoever says which state he has seen changes no other one. */
  private void requirePresent(Request request, ServiceId id) {
    request.ifMatch(() -> ServiceView.of(services.get(request.scope(), id)));
  }

  private Answer get(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    return Answer.json(200, ServiceView.of(services.get(request.scope(), id)));
  }
}
