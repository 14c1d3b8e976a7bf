package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.ChangedPaths;
import dev.clickdeploy.model.source.CommitDetails;
import dev.clickdeploy.model.source.CommitSha;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What can be told of a repository's commits without their files. */
record Questions(Cache cache, Remote remote, ProvenAccess proven, Cancellation cancellation) {
  private static final Logger LOG = LoggerFactory.getLogger(Questions.class);
  private static final int MOST_PATHS = 1_000_000;

  private interface Question<T> {
    T ask(Glance glance) throws IOException;
  }

  CommitDetails describe(CommitSha sha) {
    return answer(
        glance -> {
          if (!glance.has(sha, Selection.COMMIT)) {
            throw Fetch.missing(remote, sha);
          }
          try (ObjectReader objects = glance.objects()) {
            return CommitObject.read(objects, sha).details();
          }
        });
  }

  ChangedPaths diff(CommitSha before, CommitSha after) {
    return answer(
        glance -> {
          if (!glance.has(after, Selection.TREES)) {
            throw Fetch.missing(remote, after);
          }
          if (isNone(before) || !glance.has(before, Selection.TREES)) {
            return new ChangedPaths.Unknown(before);
          }
          try (ObjectReader objects = glance.objects()) {
            return new ChangedPaths.Known(changed(objects, before, after));
          }
        });
  }

  /** What hosts give as the commit before a branch's first one. */
  private static boolean isNone(CommitSha sha) {
    return sha.value().chars().allMatch(digit -> digit == '0');
  }

  private List<String> changed(ObjectReader objects, CommitSha before, CommitSha after)
      throws IOException {
    List<String> paths = new ArrayList<>();
    try (TreeWalk walk = new TreeWalk(objects)) {
      walk.addTree(CommitObject.read(objects, before).tree());
      walk.addTree(CommitObject.read(objects, after).tree());
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        paths.add(walk.getPathString());
        if (paths.size() > MOST_PATHS) {
          throw Refusals.source(
              "%s and %s differ in more than %,d files"
                  .formatted(before.abbreviated(), after.abbreviated(), MOST_PATHS),
              "deploy without watch paths");
        }
      }
    }
    return paths;
  }

  /** Asks once more when the cache turns out to be broken: then without it. */
  private <T> T answer(Question<T> question) {
    try {
      try {
        return once(question);
      } catch (IOException e) {
        cancellation.throwIfCancelled();
        LOG.warn("git cache {} is broken and will be fetched anew: {}", cache, e.toString());
        cache.markBroken();
        return once(question);
      }
    } catch (IOException e) {
      throw Opening.unusable(cache.toString(), e);
    }
  }

  private <T> T once(Question<T> question) throws IOException {
    try (CacheUse use = cache.use();
        Glance glance = Glance.at(cache, remote, proven, cancellation)) {
      return question.ask(glance);
    }
  }
}
