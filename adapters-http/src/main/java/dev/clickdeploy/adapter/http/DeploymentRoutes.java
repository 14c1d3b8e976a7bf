package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentFilter;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Deployments;
import dev.clickdeploy.port.in.Deployments.TriggerDeployment;
import dev.clickdeploy.port.in.Queue;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Deployments: triggered, watched, listed, cancelled. */
final class DeploymentRoutes {
  private static final int MOST_DEPLOYMENTS = 100;

  private final Deployments deployments;
  private final Queue queue;
  private final InstantSource clock;

  DeploymentRoutes(Deployments deployments, Queue queue, InstantSource clock) {
    this.deployments = deployments;
    this.queue = queue;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Route.API + "/services/{id}/deploy", Access.DEPLOYER, this::trigger),
        Route.get(Route.API + "/services/{id}/deployments", Access.VIEWER, this::list),
        Route.get(Route.API + "/deployments/{id}", Access.VIEWER, this::get),
        Route.post(Route.API + "/deployments/{id}/cancel", Access.DEPLOYER, this::cancel));
  }

  private Answer trigger(Request request) {
    ServiceId service = request.id("service", ServiceId::parse);
    Fields fields = Fields.of(request.jsonIfAny(), "ref", "noCache");
    GitRef ref = fields.optional("ref", GitRef::new).orElse(null);
    String key = request.header("Idempotency-Key").orElse(null);
    Deployment queued =
        deployments.trigger(command(request.scope(), service, ref, key, fields.flag("noCache")));
    return Answer.json(202, DeploymentView.of(queued, clock))
        .at(Route.API + "/deployments/" + queued.id());
  }

  private static TriggerDeployment command(
      Scope scope,
      ServiceId service,
      @Nullable GitRef ref,
      @Nullable String idempotencyKey,
      boolean noCache) {
    try {
      return new TriggerDeployment(scope, service, ref, idempotencyKey, noCache);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("the header Idempotency-Key: " + e.getMessage());
    }
  }

  private Answer list(Request request) {
    int limit = (int) request.number("limit", 1, MOST_DEPLOYMENTS).orElse(20);
    DeploymentFilter filter =
        new DeploymentFilter(
            request.query("status", DeploymentRoutes::status).orElse(null),
            request.query("ref", GitRef::new).orElse(null));
    List<Deployment> found =
        deployments.list(
            request.scope(),
            request.id("service", ServiceId::parse),
            filter,
            limit,
            request.query("before", DeploymentId::parse).orElse(null));
    ObjectNode page = Json.object();
    page.set("deployments", Json.array(found, d -> DeploymentView.of(d, clock)));
    page.put("next", found.size() < limit ? null : found.getLast().id().toString());
    return Answer.json(200, page);
  }

  private static DeploymentStatus status(String text) {
    return Stream.of(DeploymentStatus.values())
        .filter(status -> DeploymentView.name(status).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'%s' is none of %s"
                        .formatted(
                            ProblemException.quoted(text),
                            Stream.of(DeploymentStatus.values())
                                .map(DeploymentView::name)
                                .collect(Collectors.joining(", ")))));
  }

  private Answer get(Request request) {
    DeploymentId id = request.id("deployment", DeploymentId::parse);
    Deployment found = deployments.get(request.scope(), id);
    ObjectNode view = DeploymentView.of(found, clock);
    view.set("queue", found.status() == DeploymentStatus.QUEUED ? place(request, id) : null);
    return Answer.json(200, view);
  }

  private @Nullable ObjectNode place(Request request, DeploymentId id) {
    return queue.place(request.scope(), id).map(PlaceView::of).orElse(null);
  }

  private Answer cancel(Request request) {
    DeploymentId id = request.id("deployment", DeploymentId::parse);
    Deployment now = deployments.cancel(request.scope(), id);
    // accepted while its worker is still stopping, done otherwise
    return Answer.json(now.status().isTerminal() ? 200 : 202, DeploymentView.of(now, clock));
  }
}
