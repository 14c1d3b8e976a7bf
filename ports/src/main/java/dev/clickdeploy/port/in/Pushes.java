package dev.clickdeploy.port.in;

import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RepositoryUrl;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Pushes that a git host tells by webhook. */
public interface Pushes {
  /**
   * Gives each service of the repository its verdict and queues deployments for those that the push
   * concerns. Only services whose secret proves the push take part.
   *
   * @return empty when no service's secret proves it, whether or not the repository is known
   */
  Optional<List<Verdict>> receive(Push push);

  /**
   * A push as the git host told it, not yet believed.
   *
   * @param ref full ref, such as {@code refs/heads/main}
   * @param after the commit that the ref names now; null when the ref was deleted
   * @param identity the same for every delivery of one push, and for no other push: a branch that
   *     comes back to an earlier commit is deployed again
   * @param commit what the payload says of that commit; null when it says nothing
   * @param proof whether a service's webhook secret proves the raw request
   */
  record Push(
      Trigger source,
      RepositoryUrl repository,
      String ref,
      @Nullable CommitSha after,
      String identity,
      @Nullable Commit commit,
      Predicate<Secret> proof) {
    public Push {
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(repository, "repository");
      Objects.requireNonNull(ref, "ref");
      Objects.requireNonNull(identity, "identity");
      Objects.requireNonNull(proof, "proof");
    }
  }

  /** What a push means for one service. */
  sealed interface Verdict {
    /** The service that this is about. */
    ServiceId service();

    /** A deployment was queued, or the earlier delivery of the same push had queued it. */
    record Queued(ServiceId service, DeploymentId deployment) implements Verdict {}

    /** No deployment, and why. */
    record Skipped(ServiceId service, String reason) implements Verdict {}
  }
}
