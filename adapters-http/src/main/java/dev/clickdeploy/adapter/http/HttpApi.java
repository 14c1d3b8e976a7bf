package dev.clickdeploy.adapter.http;

import dev.clickdeploy.port.in.BuildValues;
import dev.clickdeploy.port.in.Deliveries;
import dev.clickdeploy.port.in.Deployments;
import dev.clickdeploy.port.in.Plans;
import dev.clickdeploy.port.in.Pushes;
import dev.clickdeploy.port.in.Queue;
import dev.clickdeploy.port.in.Redeployments;
import dev.clickdeploy.port.in.Services;
import dev.clickdeploy.port.in.Tenants;
import dev.clickdeploy.port.in.Tokens;
import java.util.List;
import java.util.Objects;

/** What the server drives. */
public record HttpApi(
    Tenants tenants,
    Tokens tokens,
    Services services,
    BuildValues values,
    Deployments deployments,
    Redeployments redeployments,
    Queue queue,
    Plans plans,
    Pushes pushes,
    Deliveries deliveries,
    List<ReadinessCheck> checks) {
  public HttpApi {
    Objects.requireNonNull(tenants, "tenants");
    Objects.requireNonNull(tokens, "tokens");
    Objects.requireNonNull(services, "services");
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(deployments, "deployments");
    Objects.requireNonNull(redeployments, "redeployments");
    Objects.requireNonNull(queue, "queue");
    Objects.requireNonNull(plans, "plans");
    Objects.requireNonNull(pushes, "pushes");
    Objects.requireNonNull(deliveries, "deliveries");
    checks = List.copyOf(checks);
  }
}
