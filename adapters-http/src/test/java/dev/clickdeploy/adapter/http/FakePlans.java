package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Plans;
import dev.clickdeploy.port.in.Services;
import dev.clickdeploy.port.out.fake.FakeBuildPlanner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Plans what it is told to plan, for services that there are. */
final class FakePlans implements Plans {
  static final CommitSha SHA = new CommitSha("0123456789".repeat(4));

  final List<PlanService> commands = Collections.synchronizedList(new ArrayList<>());
  volatile PlanResult result = new PlanResult.Planned(FakeBuildPlanner.PLAN);
  private final Services services;
  private volatile Map<String, String> locked = Map.of("node", "22");

  FakePlans(Services services) {
    this.services = services;
  }

  @Override
  public Planned plan(PlanService command) {
    services.get(command.scope(), command.service());
    commands.add(command);
    return new Planned(SHA, result, locked);
  }

  @Override
  public void unlock(Scope scope, ServiceId service) {
    services.get(scope, service);
    locked = Map.of();
  }
}
