package dev.clickdeploy.model.deployment;

import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a deployment was asked to build; it never changes.
 *
 * @param sha resolved once, when the deployment was created
 * @param deduplicationKey equal keys of one service make one deployment unless the earlier one
 *     failed or was cancelled; null makes a new deployment always
 * @param noCache whether every step runs again, whatever the builder's cache has
 */
public record Origin(
    Trigger trigger,
    GitRef ref,
    CommitSha sha,
    @Nullable String deduplicationKey,
    boolean noCache) {
  public Origin {
    Objects.requireNonNull(trigger, "trigger");
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(sha, "sha");
  }

  /** With what the cache has. */
  public Origin(Trigger trigger, GitRef ref, CommitSha sha, @Nullable String deduplicationKey) {
    this(trigger, ref, sha, deduplicationKey, false);
  }

  /** The key under which a repetition is recognised. */
  public Optional<String> key() {
    return Optional.ofNullable(deduplicationKey);
  }
}
