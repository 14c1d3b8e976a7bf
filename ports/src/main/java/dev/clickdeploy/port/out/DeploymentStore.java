package dev.clickdeploy.port.out;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentFilter;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Deployments, each together with the job that does its work. Reads on behalf of a caller are
 * scoped by its organization; writes of a worker carry its claim, and an outlived claim changes
 * nothing.
 */
public interface DeploymentStore {
  /**
   * Writes a queued deployment and its job in one transaction, unless the service has one with the
   * same deduplication key that neither failed nor was cancelled.
   */
  Creation create(Deployment queued, NewJob job);

  /** A deployment of this organization. */
  Optional<Deployment> find(Scope scope, DeploymentId id);

  /** A deployment of any organization, for the worker that holds its job. */
  Optional<Deployment> load(DeploymentId id);

  /**
   * A service's deployments that the filter lets through, newest first, those created before {@code
   * before} when it is given.
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

  /**
   * A service's newest deployment that succeeded, whose image is made of the same and is kept.
   *
   * @param inputs as in {@link Provenance#inputs}
   */
  Optional<Deployment> sameInputs(ServiceId service, ImageDigest inputs);

  /**
   * Writes the next state of a deployment that is still being worked on. A request to cancel that
   * came meanwhile is kept: the stored status stays cancelling.
   *
   * @return false when the claim was outlived or the stored state is terminal
   */
  boolean update(Claim claim, Deployment next);

  /**
   * Writes a terminal deployment, ends its job accordingly (completed when succeeded, cancelled
   * when cancelled, failed otherwise) and, when it succeeded, makes its image the service's current
   * one unless a newer deployment's image is there: one transaction.
   *
   * @return false when the claim was outlived
   */
  boolean finish(Claim claim, Deployment terminal);

  /**
   * Asks to cancel: a queued deployment and its job are cancelled at once, a running one becomes
   * cancelling, its job is marked and the worker woken. One transaction.
   *
   * @return the deployment as it is now; unchanged when it had ended; absent when the organization
   *     has none such
   */
  Optional<Deployment> requestCancel(Scope scope, DeploymentId id, Instant now);

  /**
   * Brings deployments in line with jobs that ended or were queued again without their worker
   * (rescued, cancelled, out of attempts): requeued, cancelled, or failed as infrastructure
   * failure.
   *
   * @return those changed
   */
  List<Deployment> reconcile(Instant now);

  /** What creating came to. */
  sealed interface Creation {
    /** Written. */
    record Created(Deployment deployment) implements Creation {
      public Created {
        Objects.requireNonNull(deployment, "deployment");
      }
    }

    /** Nothing written: this one exists. */
    record Duplicate(Deployment existing) implements Creation {
      public Duplicate {
        Objects.requireNonNull(existing, "existing");
      }
    }
  }
}
