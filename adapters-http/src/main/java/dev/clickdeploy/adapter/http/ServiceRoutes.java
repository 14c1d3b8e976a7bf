package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.port.in.Services;
import dev.clickdeploy.port.in.Services.CreateService;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Services: created with write-only secrets, read without them. */
final class ServiceRoutes {
  private final Services services;

  ServiceRoutes(Services services) {
    this.services = services;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Route.API + "/projects/{id}/services", Access.ORGANIZATION, this::create),
        Route.get(Route.API + "/projects/{id}/services", Access.ORGANIZATION, this::list),
        Route.get(Route.API + "/services/{id}", Access.ORGANIZATION, this::get));
  }

  private Answer create(Request request) throws IOException {
    Services.Created created = services.create(command(request));
    Map<String, Object> view = Views.of(created.service());
    view.put("webhookSecret", created.webhookSecret().reveal());
    return Answer.json(201, view).at(Route.API + "/services/" + created.service().id());
  }

  private static CreateService command(Request request) throws IOException {
    ProjectId project = request.id("project", ProjectId::parse);
    Fields fields =
        Fields.of(
            request.json(false),
            "name",
            "repository",
            "branch",
            "rootDirectory",
            "gitToken",
            "webhookSecret",
            "build");
    return new CreateService(
        request.organization(),
        project,
        fields.required("name", Name::new),
        fields.required("repository", RepositoryUrl::new),
        fields.optional("branch", GitRef::new).orElseGet(() -> new GitRef("main")),
        fields.optional("rootDirectory", RootDirectory::new).orElse(RootDirectory.REPOSITORY),
        build(
            fields.object(
                "build",
                "dockerfile",
                "target",
                "args",
                "installCommand",
                "buildCommand",
                "startCommand")),
        fields.optional("gitToken", Secret::of).orElse(null),
        fields.optional("webhookSecret", ServiceRoutes::webhookSecret).orElse(null));
  }

  private static Secret webhookSecret(String text) {
    if (text.length() < 16) {
      throw new IllegalArgumentException("a webhook secret has at least 16 characters");
    }
    return Secret.of(text);
  }

  private static BuildSettings build(Fields fields) {
    try {
      return new BuildSettings(
          fields.optional("dockerfile", text -> text).orElse(null),
          fields.optional("target", text -> text).orElse(null),
          fields.texts("args"),
          fields.optional("installCommand", text -> text).orElse(null),
          fields.optional("buildCommand", text -> text).orElse(null),
          fields.optional("startCommand", text -> text).orElse(null));
    } catch (IllegalArgumentException e) {
      throw Fields.invalid("the field 'build': " + e.getMessage());
    }
  }

  private Answer list(Request request) {
    ProjectId project = request.id("project", ProjectId::parse);
    List<Service> found = services.list(request.organization(), project);
    return Answer.json(200, Map.of("services", found.stream().map(Views::of).toList()));
  }

  private Answer get(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    return Answer.json(200, Views.of(services.get(request.organization(), id)));
  }
}
