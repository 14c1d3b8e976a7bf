package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.in.Deployments;
import dev.clickdeploy.port.in.Deployments.TriggerDeployment;
import java.time.InstantSource;
import java.util.List;
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
  private final InstantSource clock;

  DeploymentRoutes(Deployments deployments, InstantSource clock) {
    this.deployments = deployments;
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
            .paged()
            .answers(200, LIST),
        Route.get(Route.API + "/deployments/{id}", Access.VIEWER, this::get)
            .describe("getDeployment", "A deployment")
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
        deployments.trigger(
            command(request.organization(), service, ref, key, fields.flag("noCache")));
    return Answer.json(202, DeploymentView.of(queued, clock))
        .at(Route.API + "/deployments/" + queued.id());
  }

  private static TriggerDeployment command(
      OrganizationId organization,
      ServiceId service,
      @Nullable GitRef ref,
      @Nullable String idempotencyKey,
      boolean noCache) {
    try {
      return new TriggerDeployment(organization, service, ref, idempotencyKey, noCache);
    } catch (IllegalArgumentException e) {
      throw ProblemException.header("Idempotency-Key", String.valueOf(e.getMessage()));
    }
  }

  private Answer list(Request request) {
    Page<DeploymentId> page = Page.of(request, DeploymentId::parse);
    List<Deployment> found =
        deployments.list(
            request.organization(),
            request.id("service", ServiceId::parse),
            page.limit(),
            page.before());
    return page.answer(
        request, "deployments", found, d -> DeploymentView.of(d, clock), Deployment::id);
  }

  private Answer get(Request request) {
    DeploymentId id = request.id("deployment", DeploymentId::parse);
    return Answer.json(200, DeploymentView.of(deployments.get(request.organization(), id), clock));
  }

  private Answer cancel(Request request) {
    DeploymentId id = request.id("deployment", DeploymentId::parse);
    Deployment now = deployments.cancel(request.organization(), id);
    // accepted while its worker is still stopping, done otherwise
    return Answer.json(now.status().isTerminal() ? 200 : 202, DeploymentView.of(now, clock));
  }
}
