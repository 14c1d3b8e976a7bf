package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.port.in.Redeployments;
import dev.clickdeploy.port.in.Redeployments.Redeploy;
import dev.clickdeploy.port.in.Redeployments.Rollback;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Deployments made of earlier ones: built again, or taken back. */
final class RedeploymentRoutes {
  private final Redeployments redeployments;
  private final InstantSource clock;

  RedeploymentRoutes(Redeployments redeployments, InstantSource clock) {
    this.redeployments = redeployments;
    this.clock = clock;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Route.API + "/deployments/{id}/redeploy", Access.DEPLOYER, this::redeploy)
            .describe("redeploy", "Builds its commit again by the service's present settings")
            .header("Idempotency-Key", Schema.text(), "the same key gives the same deployment")
            .takes(Schema.object("Redeploy").maybe("noCache", Schema.flag().orNull()))
            .answers(202, DeploymentView.SCHEMA)
            .refuses(Problem.CONFLICT),
        Route.post(Route.API + "/services/{id}/rollback", Access.DEPLOYER, this::rollBack)
            .describe("rollBack", "Takes the image of an earlier deployment back without building")
            .header("Idempotency-Key", Schema.text(), "the same key gives the same deployment")
            .takes(Schema.object("Rollback").with("deployment", Schema.id()))
            .answers(202, DeploymentView.SCHEMA)
            .refuses(Problem.CONFLICT));
  }

  private Answer redeploy(Request request) {
    DeploymentId earlier = request.id("deployment", DeploymentId::parse);
    boolean noCache = Fields.of(request.jsonIfAny(), "noCache").flag("noCache");
    return accepted(
        redeployments.redeploy(
            keyed(request, key -> new Redeploy(request.scope(), earlier, key, noCache))));
  }

  private Answer rollBack(Request request) {
    ServiceId service = request.id("service", ServiceId::parse);
    DeploymentId to =
        Fields.of(request.json(), "deployment").required("deployment", DeploymentId::parse);
    return accepted(
        redeployments.rollBack(
            keyed(request, key -> new Rollback(request.scope(), service, to, key))));
  }

  private static <T> T keyed(Request request, Function<@Nullable String, T> command) {
    String key = request.header("Idempotency-Key").orElse(null);
    try {
      return command.apply(key);
    } catch (IllegalArgumentException e) {
      throw ProblemException.header("Idempotency-Key", String.valueOf(e.getMessage()));
    }
  }

  private Answer accepted(Deployment queued) {
    return Answer.json(202, DeploymentView.of(queued, clock))
        .at(Route.API + "/deployments/" + queued.id());
  }
}
