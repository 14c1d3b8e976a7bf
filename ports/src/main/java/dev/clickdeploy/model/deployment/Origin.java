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
 */
public record Origin(
    Trigger trigger, GitRef ref, CommitSha sha, @Nullable String deduplicationKey) {
  public Origin {
    Objects.requireNonNull(trigger, "trigger");
    Objects.requireNonNull(ref, "ref");
    Objects.requireNonNull(sha, "sha");
  }

  /** The key under which a repetition is recognised. */
  public Optional<String> key() {
    return Optional.ofNullable(deduplicationKey);
  }
}
