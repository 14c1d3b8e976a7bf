package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.job.Cancellation;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The files that a fetch has left out because they are large. Each comes alone: a host sends what
 * is asked for alone as a whole, and a whole file is streamed to disk and from it, while one that
 * is sent as a difference to another has to be put together in memory, twice its size.
 */
record LargeFiles(Remote remote, CacheRepository repository, Cancellation cancellation) {
  /** Fetches every file of a commit that is not there. */
  void bring(ObjectId commit) throws IOException {
    Set<ObjectId> missing = missing(commit);
    repository.getObjectDatabase().largeFilesFollow();
    for (ObjectId file : missing) {
      cancellation.throwIfCancelled();
      Remote.Answer answer =
          Fetch.answer(remote, repository, file, Set.of(), Selection.EVERYTHING, cancellation);
      if (answer != Remote.Answer.GIVEN) {
        throw Refusals.source(
            "%s does not send the file %s of commit %s"
                .formatted(remote.url(), file.name(), commit.name()),
            "ask the host's operators whether the repository is whole");
      }
    }
  }

  private Set<ObjectId> missing(ObjectId commit) throws IOException {
    Set<ObjectId> missing = new LinkedHashSet<>();
    try (ObjectReader objects = repository.newObjectReader();
        TreeWalk walk = new TreeWalk(objects)) {
      walk.addTree(CommitObject.read(objects, commit).tree());
      walk.setRecursive(true);
      for (int count = 0; walk.next() && count <= TreeListing.MOST_ENTRIES; count++) {
        ObjectId id = walk.getObjectId(0);
        if (walk.getFileMode().getObjectType() == Constants.OBJ_BLOB && !objects.has(id)) {
          missing.add(id);
        }
      }
    }
    return missing;
  }
}
