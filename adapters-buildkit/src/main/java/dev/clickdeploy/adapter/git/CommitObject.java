package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitDetails;
import dev.clickdeploy.model.source.CommitSha;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.jspecify.annotations.Nullable;

/** A commit object and what it says; persons that it does not name are nobody. */
record CommitObject(RevCommit parsed) {
  /** Longer ones are refused; git's own are a few hundred bytes. */
  private static final int LONGEST_BYTES = 16 << 20;

  /**
   * Reads a commit as it is: a walk would take the parents from one that ends a shallow history.
   *
   * @throws IOException when it is missing, is no commit or cannot be read
   */
  static CommitObject read(ObjectReader objects, CommitSha sha) throws IOException {
    return read(objects, ObjectId.fromString(sha.value()));
  }

  static CommitObject read(ObjectReader objects, ObjectId id) throws IOException {
    return new CommitObject(
        RevCommit.parse(objects.open(id, Constants.OBJ_COMMIT).getCachedBytes(LONGEST_BYTES)));
  }

  ObjectId tree() {
    return parsed.getTree();
  }

  Commit commit() {
    @Nullable PersonIdent author = parsed.getAuthorIdent();
    return new Commit(
        new CommitSha(parsed.name()),
        parsed.getFullMessage(),
        author == null ? "" : author.getName(),
        author == null ? committedAt() : author.getWhenAsInstant());
  }

  CommitDetails details() {
    @Nullable PersonIdent committer = parsed.getCommitterIdent();
    return new CommitDetails(
        commit(),
        committer == null ? "" : committer.getName(),
        committedAt(),
        Arrays.stream(parsed.getParents()).map(parent -> new CommitSha(parent.name())).toList());
  }

  private Instant committedAt() {
    return Instant.ofEpochSecond(parsed.getCommitTime());
  }
}
