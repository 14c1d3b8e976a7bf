package dev.clickdeploy.model.deployment;

import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment was asked to do; it never changes.
 *
 * @param sha resolved once, when the deployment was created
 * @param deduplicationKey equal keys of one service make one deployment unless the earlier one
 *     failed or was cancelled; null makes a new deployment always
 * @param noCache whether every step runs again, whatever the builder's cache has
 * @param from the deployment whose commit is built again or whose image is taken back; null exactly
 *     when neither is asked for
 */
public record Origin(
    Trigger trigger,
    GitRef ref,
    CommitSha sha,
    @Nullable String deduplicationKey,
    boolean noCache,
    @Nullable DeploymentId from) {
  public Origin {
    Objects.requireNonNull(trigger, "trigger");
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(sha, "sha");
    if ((from != null) != (trigger == Trigger.REDEPLOY || trigger == Trigger.ROLLBACK)) {
      throw new IllegalArgumentException("redeploys and rollbacks, and only they, have a source");
    }
  }

  /** Of a ref, not of an earlier deployment. */
  public Origin(
      Trigger trigger,
      GitRef ref,
      CommitSha sha,
      @Nullable String deduplicationKey,
      boolean noCache) {
    this(trigger, ref, sha, deduplicationKey, noCache, null);
  }

  /** With what the cache has. */
  public Origin(Trigger trigger, GitRef ref, CommitSha sha, @Nullable String deduplicationKey) {
    this(trigger, ref, sha, deduplicationKey, false);
  }

  /** The deployment that this is the redeploy of. */
  public Optional<DeploymentId> redeployOf() {
    return Optional.ofNullable(from).filter(id -> trigger == Trigger.REDEPLOY);
  }

  /** The deployment that this is the rollback to. */
  public Optional<DeploymentId> rollbackTo() {
    return Optional.ofNullable(from).filter(id -> trigger == Trigger.ROLLBACK);
  }

  /** The key under which a repetition is recognised. */
  public Optional<String> key() {
    return Optional.ofNullable(deduplicationKey);
  }
}
