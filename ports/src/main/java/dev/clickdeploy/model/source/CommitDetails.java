package dev.clickdeploy.model.source;

import dev.clickdeploy.model.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A commit as its repository has it: what a deployment shows of it, who committed it and when, and
 * what it follows.
 *
 * @param parents none for a first commit, several for a merge; in git's order
 */
public record CommitDetails(
    Commit commit, String committer, Instant committedAt, List<CommitSha> parents) {
  private static final int MAX_COMMITTER = 200;

  public CommitDetails {
    Objects.requireNonNull(commit, "commit");
    Objects.requireNonNull(committedAt, "committedAt");
    committer = Texts.cut(Texts.withoutNul(committer), MAX_COMMITTER, "…");
    parents = List.copyOf(parents);
  }

  /** The commit's id. */
  public CommitSha sha() {
    return commit.sha();
  }
}
