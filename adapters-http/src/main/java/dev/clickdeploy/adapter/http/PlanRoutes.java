package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.port.in.Plans;
import dev.clickdeploy.port.in.Plans.PlanService;
import dev.clickdeploy.port.in.Plans.Planned;
import java.util.List;
import java.util.TreeMap;

/** Plans: how a service would be built, and the versions that are kept for it. */
final class PlanRoutes {
  private static final Schema REF =
      Schema.object("PlanRequest").maybe("ref", Schema.text().orNull());

  private final Plans plans;

  PlanRoutes(Plans plans) {
    this.plans = plans;
  }

  List<Route> routes() {
    return List.of(
        Route.post(Route.API + "/services/{id}/plan", Access.DEPLOYER, this::plan)
            .describe("planService", "How it would be built, and why, without building")
            .takes(REF)
            .answers(200, Schema.either(PlanView.PLANNED, PlanView.NOT_PLANNED)),
        Route.delete(Route.API + "/services/{id}/versions", Access.DEPLOYER, this::unlock)
            .describe("forgetVersions", "Forgets the versions that its last image was built with")
            .answers(204));
  }

  /** That there is no app is an answer too: what was asked for is what would happen. */
  private Answer plan(Request request) {
    ServiceId id = request.id("service", ServiceId::parse);
    GitRef ref = Fields.of(request.jsonIfAny(), "ref").optional("ref", GitRef::new).orElse(null);
    Planned planned = plans.plan(new PlanService(request.scope(), id, ref));
    ObjectNode view = PlanView.of(planned.result()).put("commit", planned.sha().value());
    ObjectNode locked = view.putObject("lockedVersions");
    new TreeMap<>(planned.locked()).forEach(locked::put);
    return Answer.json(200, view);
  }

  private Answer unlock(Request request) {
    plans.unlock(request.scope(), request.id("service", ServiceId::parse));
    return Answer.empty(204);
  }
}
