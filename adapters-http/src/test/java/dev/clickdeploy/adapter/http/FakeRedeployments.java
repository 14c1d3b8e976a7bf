package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.port.in.Redeployments;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Deployments made of earlier ones in memory, with every command that came. */
final class FakeRedeployments implements Redeployments {
  final List<Redeploy> redeploys = Collections.synchronizedList(new ArrayList<>());
  final List<Rollback> rollbacks = Collections.synchronizedList(new ArrayList<>());
  private final FakeServices services;
  private final FakeDeployments deployments;
  private final InstantSource clock;

  FakeRedeployments(FakeServices services, FakeDeployments deployments, InstantSource clock) {
    this.services = services;
    this.deployments = deployments;
    this.clock = clock;
  }

  @Override
  public Deployment redeploy(Redeploy command) {
    Deployment earlier = deployments.get(command.scope(), command.deployment());
    redeploys.add(command);
    return queued(earlier, Trigger.REDEPLOY, command.noCache());
  }

  @Override
  public Deployment rollBack(Rollback command) {
    services.get(command.scope(), command.service());
    Deployment earlier = deployments.get(command.scope(), command.to());
    rollbacks.add(command);
    if (earlier.status() != DeploymentStatus.SUCCEEDED) {
      throw new RequestException(Reason.CONFLICT, "deployment " + earlier.id() + " has no image");
    }
    return queued(earlier, Trigger.ROLLBACK, false);
  }

  private Deployment queued(Deployment earlier, Trigger trigger, boolean noCache) {
    Origin of = earlier.origin();
    return deployments.add(
        Deployment.queued(
            DeploymentId.next(clock),
            earlier.organization(),
            earlier.service(),
            new Origin(trigger, of.ref(), of.sha(), null, noCache, earlier.id()),
            earlier.commit(),
            clock.instant()));
  }
}
