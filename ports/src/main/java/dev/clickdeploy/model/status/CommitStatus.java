package dev.clickdeploy.model.status;

import dev.clickdeploy.model.Texts;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RepositoryAccess;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a git host is to show of a commit.
 *
 * @param access the repository and the token that may write there
 * @param told who told of the commit, which says what kind of host it is
 * @param context tells this status from others of the commit
 * @param description a few words without secrets, as whoever sees the repository sees them
 * @param link where more is to be seen; null for nowhere
 */
public record CommitStatus(
    RepositoryAccess access,
    Trigger told,
    CommitSha sha,
    String context,
    CommitState state,
    String description,
    @Nullable URI link) {
  /** Longest description, in characters: GitHub takes no more. */
  public static final int LONGEST_DESCRIPTION = 140;

  public CommitStatus {
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(told, "told");
    Objects.requireNonNull(sha, "sha");
    Texts.required(context, "a status's context", 250);
    Objects.requireNonNull(state, "state");
    description = Texts.cut(description, LONGEST_DESCRIPTION, "…");
  }
}
