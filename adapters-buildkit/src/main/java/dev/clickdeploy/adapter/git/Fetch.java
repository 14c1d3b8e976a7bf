package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.EmptyProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ProgressMonitor;

/**
 * Brings one commit into a cache: only what its newest commits lack, or everything when the cache
 * is broken or has grown many packs. Either the commit is complete afterwards or the cache is as it
 * was.
 */
final class Fetch {
  /** From so many packs on, finding an object costs more than fetching the commit anew. */
  private static final int MOST_PACKS = 32;

  private static final int FIRST_DEPTH = 50;
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Cache cache;
  private final Remote remote;
  private final CommitSha sha;
  private final Cancellation cancellation;

  Fetch(Cache cache, Remote remote, CommitSha sha, Cancellation cancellation) {
    this.cache = cache;
    this.remote = remote;
    this.sha = sha;
    this.cancellation = cancellation;
  }

  /**
   * Fetches the commit.
   *
   * @throws IOException when the cache cannot be written, or what is in it is damaged
   * @throws PortException when the host does not give the commit
   */
  void run() throws IOException {
    cache.create();
    cache.packs().removeAbandoned(ABANDONED);
    List<String> oldPacks = cache.packs().packs();
    if (cache.isBroken() || oldPacks.size() >= MOST_PACKS) {
      into(PackFiles.newIn(cache.packs()), Set.of());
      cache.beginAnewWith(sha, oldPacks);
    } else {
      into(PackFiles.in(cache.packs()), cache.commits());
      cache.add(sha);
    }
  }

  private void into(PackFiles files, Set<ObjectId> have) throws IOException {
    try (CacheRepository repository = CacheRepository.of(files, have)) {
      boolean complete = false;
      try {
        // Opens and checks the packs before the host is asked.
        repository.getObjectDatabase().getPacks();
        transfer(repository, have);
        cancellation.throwIfCancelled();
        complete = true;
      } finally {
        if (!complete) {
          repository.getObjectDatabase().discardWritten();
        }
      }
    }
  }

  private void transfer(CacheRepository repository, Set<ObjectId> have) throws IOException {
    ObjectId commit = ObjectId.fromString(sha.value());
    ProgressMonitor monitor = new UntilCancelled();
    try {
      switch (remote.fetchCommit(repository, commit, have, monitor)) {
        case GIVEN -> {}
        case MISSING -> throw missing();
        case NOT_ADVERTISED -> search(repository, commit, have, monitor);
      }
    } catch (PortException e) {
      if (TransportFailures.isDamage(e)) {
        throw new IOException(e.getMessage(), e);
      }
      throw e;
    }
    cancellation.throwIfCancelled();
    checkCommit(repository, commit);
  }

  private void checkCommit(CacheRepository repository, ObjectId commit) throws IOException {
    try (ObjectReader objects = repository.newObjectReader()) {
      int type = objects.open(commit).getType();
      if (type != Constants.OBJ_COMMIT) {
        throw Refusals.source(
            "%s is a %s and no commit in %s"
                .formatted(sha, Constants.typeString(type), remote.url()),
            "deploy a branch, a tag by its name, or a commit");
      }
    } catch (MissingObjectException e) {
      throw missing();
    }
  }

  private void search(
      CacheRepository repository, ObjectId commit, Set<ObjectId> have, ProgressMonitor monitor)
      throws IOException {
    remote.fetchBranches(repository, FIRST_DEPTH, have, monitor);
    cancellation.throwIfCancelled();
    if (!repository.getObjectDatabase().has(commit)) {
      remote.fetchBranches(repository, Remote.WHOLE_HISTORY, have, monitor);
    }
  }

  private PortException missing() {
    return Refusals.source(
        "%s has no commit %s".formatted(remote.url(), sha),
        "it may have been removed by a force-push; deploy the branch again");
  }

  private final class UntilCancelled extends EmptyProgressMonitor {
    @Override
    public boolean isCancelled() {
      return cancellation.isCancelled();
    }
  }
}
