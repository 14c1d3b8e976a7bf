package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.port.in.Deployments;
import dev.clickdeploy.port.in.Deployments.TriggerDeployment;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deployments: triggered, watched, listed, cancelled. */
final class DeploymentRoutes {
  private final Deployments deployments;
  private final InstantSource clock = InstantSource.system();

  DeploymentRoutes(Deployments deployments) {
    this.deployments = deployments;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Route.API + "/services/{id}/deploy", Access.ORGANIZATION, this::trigger),
        Route.get(Route.API + "/services/{id}/deployments", Access.ORGANIZATION, this::list),
        Route.get(Route.API + "/deployments/{id}", Access.ORGANIZATION, this::get),
        Route.get(Route.API + "/deployments/{id}/logs", Access.ORGANIZATION, this::logs),
        Route.post(Route.API + "/deployments/{id}/cancel", Access.ORGANIZATION, this::cancel));
  }

  private Answer trigger(Request request) throws IOException {
    ServiceId service = request.id("service", ServiceId::parse);
    Fields fields = Fields.of(request.json(true), "ref");
    TriggerDeployment command;
    try {
      command =
          new TriggerDeployment(
              request.organization(),
              service,
              fields.optional("ref", GitRef::new).orElse(null),
              request.header("Idempotency-Key").orElse(null));
    } catch (IllegalArgumentException e) {
      throw Fields.invalid("the header Idempotency-Key: " + e.getMessage());
    }
    Deployment queued = deployments.trigger(command);
    return Answer.json(202, Views.of(queued, clock)).at(Route.API + "/deployments/" + queued.id());
  }

  private Answer list(Request request) {
    List<Deployment> found =
        deployments.list(
            request.organization(),
            request.id("service", ServiceId::parse),
            request.query("limit", DeploymentRoutes::atLeastOne).orElse(20),
            request.query("before", DeploymentId::parse).orElse(null));
    return Answer.json(
        200, Map.of("deployments", found.stream().map(d -> Views.of(d, clock)).toList()));
  }

  private Answer get(Request request) {
    DeploymentId id = request.id("deployment", DeploymentId::parse);
    return Answer.json(200, Views.of(deployments.get(request.organization(), id), clock));
  }

  private Answer logs(Request request) {
    long after = request.query("after", Long::parseLong).orElse(0L);
    List<StoredLogLine> lines =
        deployments.logs(
            request.organization(),
            request.id("deployment", DeploymentId::parse),
            after,
            request.query("limit", DeploymentRoutes::atLeastOne).orElse(1000));
    if (request.header("Accept").orElse("").startsWith("text/plain")) {
      StringBuilder text = new StringBuilder();
      lines.forEach(line -> text.append(line.line().text()).append('\n'));
      return Answer.text(text.toString());
    }
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("lines", lines.stream().map(Views::of).toList());
    page.put("next", lines.isEmpty() ? after : lines.get(lines.size() - 1).sequence());
    return Answer.json(200, page);
  }

  private Answer cancel(Request request) {
    DeploymentId id = request.id("deployment", DeploymentId::parse);
    DeploymentStatus before = deployments.get(request.organization(), id).status();
    Deployment now = deployments.cancel(request.organization(), id);
    return Answer.json(before == DeploymentStatus.CANCELLED ? 200 : 202, Views.of(now, clock));
  }

  private static int atLeastOne(String text) {
    int number = Integer.parseInt(text);
    if (number < 1) {
      throw new IllegalArgumentException("at least 1");
    }
    return number;
  }
}
