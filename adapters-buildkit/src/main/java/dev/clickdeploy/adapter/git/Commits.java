package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import java.io.IOException;
import java.time.Instant;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** What a commit object says about itself. */
final class Commits {
  private Commits() {}

  /** The commit by its id, or the one that the annotated tag of this id points to. */
  static RevCommit parse(RevWalk walk, CommitSha sha) throws IOException {
    try {
      return walk.parseCommit(ObjectId.fromString(sha.value()));
    } catch (IncorrectObjectTypeException e) {
      throw Refusals.source(
          "%s is an object of the repository, but no commit".formatted(sha),
          "deploy a branch, a tag of a commit, or a commit",
          e);
    }
  }

  static Commit described(RevCommit commit) {
    @Nullable PersonIdent author = commit.getAuthorIdent();
    Instant committed = Instant.ofEpochSecond(commit.getCommitTime());
    return new Commit(
        new CommitSha(commit.name()),
        commit.getFullMessage(),
        author == null ? "" : author.getName(),
        author == null ? committed : author.getWhenAsInstant());
  }
}
