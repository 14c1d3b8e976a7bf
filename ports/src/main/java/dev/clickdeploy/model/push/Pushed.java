package dev.clickdeploy.model.push;

import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a ref of a repository names another commit now.
 *
 * @param ref full ref, such as {@code refs/heads/main}
 * @param before the commit that it named earlier; null when it is new or the host does not say
 * @param after the commit that it names now; null when it was deleted
 * @param commit what the host says of that commit; null when it says nothing, or of another one
 * @param pushedAt the host's clock; null when it does not say
 */
public record Pushed(
    Trigger source,
    RepositoryUrl repository,
    GitRef ref,
    @Nullable CommitSha before,
    @Nullable CommitSha after,
    @Nullable Commit commit,
    @Nullable Instant pushedAt) {
  private static final String TAGS = "refs/tags/";

  public Pushed {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(ref, "ref");
    commit = commit != null && commit.sha().equals(after) ? commit : null;
  }

  /** Whether a tag was pushed. */
  public boolean isTag() {
    return ref.value().startsWith(TAGS);
  }

  /**
   * Whether the other push to the same ref came after this one, although this one arrives later:
   * the host's clock says so, or the other went on from where this one ends.
   */
  public boolean isOvertakenBy(Pushed other) {
    if (pushedAt != null && other.pushedAt != null && !pushedAt.equals(other.pushedAt)) {
      return other.pushedAt.isAfter(pushedAt);
    }
    return after != null && after.equals(other.before) && !isNextAfter(other);
  }

  /** Whether it ends at the same commit. */
  boolean isOf(Pushed other) {
    return after != null && after.equals(other.after);
  }

  /** Whether it was found by a look at the branch, since when the other one came. */
  boolean hasMissed(Pushed newest) {
    return source == Trigger.SWEEP && !isNextAfter(newest);
  }

  /** Whether this push goes on from where the other one ends. */
  boolean isNextAfter(Pushed other) {
    return before != null && before.equals(other.after);
  }
}
