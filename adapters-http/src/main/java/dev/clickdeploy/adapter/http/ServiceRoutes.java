package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.Texts;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.in.Services;
import dev.clickdeploy.port.in.Services.CreateService;
import java.util.List;

/** Services: created with write-only secrets, read without them. */
final class ServiceRoutes {
  private static final int SHORTEST_WEBHOOK_SECRET = 16;
  private static final int LONGEST_SECRET = 2_000;
  private static final String[] FIELDS = {
    "name",
    "repository",
    "branch",
    "rootDirectory",
    "gitToken",
    "deployKey",
    "knownHosts",
    "webhookSecret",
    "build",
    "pushes"
  };
  private static final String[] BUILD_FIELDS = {
    "dockerfile",
    "target",
    "args",
    "installCommand",
    "buildCommand",
    "startCommand",
    "provider",
    "versions",
    "buildPackages",
    "runtimePackages",
    "environment"
  };

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
        Route.get(Route.API + "/services/{id}", Access.VIEWER, this::get)
            .describe("getService", "A service, without its secrets")
            .answers(200, ServiceView.SCHEMA),
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
    Fields fields = Fields.of(request.json(), FIELDS);
    return new CreateService(
        request.organization(),
        project,
        fields.required("name", Name::new),
        fields.required("repository", RepositoryUrl::new),
        fields.optional("branch", GitRef::new).orElseGet(() -> new GitRef("main")),
        fields.optional("rootDirectory", RootDirectory::new).orElse(RootDirectory.REPOSITORY),
        build(fields.object("build", BUILD_FIELDS)),
        PushFields.of(fields.object("pushes", PushFields.NAMES)),
        CredentialFields.of(fields),
        fields.optional("webhookSecret", ServiceRoutes::webhookSecret).orElse(null));
  }

  private static BuildSettings build(Fields fields) {
    try {
      return new BuildSettings(
          fields.text("dockerfile").orElse(null),
          fields.text("target").orElse(null),
          fields.texts("args"),
          fields.text("installCommand").orElse(null),
          fields.text("buildCommand").orElse(null),
          fields.text("startCommand").orElse(null),
          new PlanOverrides(
              fields.text("provider").orElse(null),
              fields.texts("versions"),
              fields.list("buildPackages"),
              fields.list("runtimePackages"),
              fields.texts("environment")));
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("the field 'build' is not accepted: " + e.getMessage());
    }
  }

  private static Secret webhookSecret(String text) {
    if (text.length() < SHORTEST_WEBHOOK_SECRET) {
      throw new IllegalArgumentException(
          "a webhook secret has at least %d characters".formatted(SHORTEST_WEBHOOK_SECRET));
    }
    return Secret.of(Texts.required(text, "a webhook secret", LONGEST_SECRET));
  }

  /** Replaces the credential; an empty object removes it. */
  private Answer credential(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    Fields fields = Fields.of(request.json(), CredentialFields.NAMES);
    request.ifMatch(() -> ServiceView.of(services.get(request.organization(), id)));
    services.changeCredential(request.organization(), id, CredentialFields.of(fields));
    return Answer.empty(204);
  }

  private Answer list(Request request) {
    ProjectId project = request.id("project", ProjectId::parse);
    List<Service> found = services.list(request.organization(), project);
    return Answer.json(200, Json.object().set("services", Json.array(found, ServiceView::of)));
  }

  private Answer get(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    return Answer.json(200, ServiceView.of(services.get(request.organization(), id)));
  }
}
