package dev.clickdeploy.port.in;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentFilter;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.Scope;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Deployments of one's own organization. Refusals are {@link RequestException}s. */
public interface Deployments {
  /**
   * Resolves the ref to a commit once and queues a deployment of it.
   *
   * @throws RequestException NOT_FOUND without such a service, INVALID when the repository or the
   *     ref is refused, UNAVAILABLE when the repository cannot be reached
   */
  Deployment trigger(TriggerDeployment command);

  /** One deployment. */
  Deployment get(Scope scope, DeploymentId id);

  /**
   * A service's deployments that the filter lets through, newest first; {@code before} continues a
   * listing. At most 100.
   */
  List<Deployment> list(
      Scope scope,
      ServiceId service,
      DeploymentFilter filter,
      int limit,
      @Nullable DeploymentId before);

  /** A service's deployments without a filter. */
  default List<Deployment> list(
      Scope scope, ServiceId service, int limit, @Nullable DeploymentId before) {
    return list(scope, service, DeploymentFilter.ALL, limit, before);
  }

  /** Log lines after a sequence number, at most 1,000. */
  List<StoredLogLine> logs(Scope scope, DeploymentId id, long after, int limit);

  /**
   * The log as it is written, from any process, beginning after a sequence number; to be closed.
   *
   * @throws RequestException NOT_FOUND without such a deployment, UNAVAILABLE when this system has
   *     been closed
   */
  FollowedLog follow(Scope scope, DeploymentId id, long after);

  /** Asks to cancel. CONFLICT when it has ended otherwise; a cancelled one is answered as it is. */
  Deployment cancel(Scope scope, DeploymentId id);

  /**
   * What to deploy.
   *
   * @param ref branch, tag or full commit SHA; null for the service's branch
   * @param idempotencyKey equal keys of one service make one deployment; null makes a new one
   *     always
   * @param noCache whether every step runs again, whatever the builder's cache has
   */
  record TriggerDeployment(
      Scope scope,
      ServiceId service,
      @Nullable GitRef ref,
      @Nullable String idempotencyKey,
      boolean noCache) {
    public TriggerDeployment {
      Objects.requireNonNull(scope, "scope");
      Objects.requireNonNull(service, "service");
      IdempotencyKeys.check(idempotencyKey);
    }

    /** With what the cache has. */
    public TriggerDeployment(
        Scope scope, ServiceId service, @Nullable GitRef ref, @Nullable String idempotencyKey) {
      this(scope, service, ref, idempotencyKey, false);
    }
  }
}
