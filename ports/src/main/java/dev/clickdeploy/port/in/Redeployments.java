package dev.clickdeploy.port.in;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.Scope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** New deployments made of earlier ones. Refusals are {@link RequestException}s. */
public interface Redeployments {
  /**
   * Queues a build of an earlier deployment's commit by its service's present settings.
   *
   * @throws RequestException NOT_FOUND without such a deployment
   */
  Deployment redeploy(Redeploy command);

  /**
   * Queues the return to an earlier deployment's image: nothing is built; once the registry is
   * found to hold the image still, it is the service's current one. Deployments are ranked by when
   * they were created, so that those created before do not undo it when they end later, and those
   * created afterwards do.
   *
   * @throws RequestException NOT_FOUND without such a service; CONFLICT when the deployment is not
   *     one of it that succeeded, or its image is the service's current one or not kept any longer
   */
  Deployment rollBack(Rollback command);

  /**
   * What to build again.
   *
   * @param idempotencyKey equal keys make one redeploy of the deployment; null makes a new one
   *     always
   * @param noCache whether every step runs again, whatever the builder's cache has
   */
  record Redeploy(
      Scope scope, DeploymentId deployment, @Nullable String idempotencyKey, boolean noCache) {
    public Redeploy {
      Objects.requireNonNull(scope, "scope");
      Objects.requireNonNull(deployment, "deployment");
      IdempotencyKeys.check(idempotencyKey);
    }
  }

  /**
   * What to return to.
   *
   * @param to a deployment of the service that succeeded
   * @param idempotencyKey equal keys make one rollback to the deployment; null makes a new one
   *     always
   */
  record Rollback(
      Scope scope, ServiceId service, DeploymentId to, @Nullable String idempotencyKey) {
    public Rollback {
      Objects.requireNonNull(scope, "scope");
      Objects.requireNonNull(service, "service");
      Objects.requireNonNull(to, "to");
      IdempotencyKeys.check(idempotencyKey);
    }
  }
}
