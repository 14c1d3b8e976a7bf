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
  private static final Schema TRIGGER =
      Schema.object("NewDeployment")
          .maybe("ref", Schema.text().orNull())
          .maybe("noCache", Schema.flag().orNull());
  private static final Schema LIST =
      Schema.object("Deployments")
          .with("deployments", Schema.list(DeploymentView.SCHEMA))
          .with("next", Schema.text().orNull());

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
        Route.post(Route.API + "/services/{id}/deploy", Access.DEPLOYER, this::trigger)
            .describe("deploy", "Deploys a branch, tag or commit; the service's branch by default")
            .header("Idempotency-Key", Schema.text(), "the same key gives the same deployment")
            .takes(TRIGGER)
            .answers(202, DeploymentView.SCHEMA)
            .refuses(Problem.CONFLICT),
        Route.get(Route.API + "/services/{id}/deployments", Access.VIEWER, this::list)
            .describe("listDeployments", "The service's deployments, newest first")
            .query("status", Schema.oneOf(DeploymentStatus.values()), "only those of this status")
            .query("ref", Schema.text(), "only those of this branch, tag or commit")
            .paged()
            .answers(200, LIST),
        Route.get(Route.API + "/deployments/{id}", Access.VIEWER, this::get)
            .describe("getDeployment", "A deployment, and its place in the queue while it waits")
            .answers(200, DeploymentView.SCHEMA),
        Route.post(Route.API + "/deployments/{id}/cancel", Access.DEPLOYER, this::cancel)
            .describe("cancelDeployment", "Cancels it, also while it builds")
            .answers(200, DeploymentView.SCHEMA)
            .answers(202, DeploymentView.SCHEMA)
            .refuses(Problem.CONFLICT));
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
      throw ProblemException.header("Idempotency-Key", String.valueOf(e.getMessage()));
    }
  }

  private Answer list(Request request) {
    Page<DeploymentId> page = Page.of(request, DeploymentId::parse);
    DeploymentFilter filter =
        new DeploymentFilter(
            request.query("status", DeploymentRoutes::status).orElse(null),
            request.query("ref", GitRef::new).orElse(null));
    List<Deployment> found =
        deployments.list(
            request.scope(),
            request.id("service", ServiceId::parse),
            filter,
            page.limit(),
            page.beyond());
    return page.answer(
        request, "deployments", found, d -> DeploymentView.of(d, clock), Deployment::id);
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
