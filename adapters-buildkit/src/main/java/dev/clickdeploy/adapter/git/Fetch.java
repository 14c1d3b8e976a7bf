package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
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

  private static final int MOST_LARGE_PACKS = 512;

  private static final int FIRST_DEPTH = 50;
  private static final Duration UNUSED = Duration.ofDays(7);
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
   * Whether the host has the commit, which is in the cache then.
   *
   * @throws IOException when the cache cannot be written, or what is in it is damaged
   * @throws PortException when the host does not give the commit
   */
  boolean run() throws IOException {
    cache.create();
    cache.removeAbandoned(ABANDONED);
    List<String> oldPacks = cache.packs().packs();
    if (cache.isBroken() || hasManyPacks(oldPacks)) {
      boolean there =
          into(PackFiles.newIn(cache.packs(), remote.limits().repositoryBytes()), Set.of());
      if (there) {
        cache.beginAnewWith(sha, oldPacks);
        cache.lfs().removeUnused(UNUSED);
      }
      return there;
    }
    boolean there =
        into(
            PackFiles.in(List.of(cache.packs()), remote.limits().repositoryBytes()),
            cache.commits());
    if (there) {
      cache.add(sha);
    }
    return there;
  }

  private static boolean hasManyPacks(List<String> packs) {
    long large = packs.stream().filter(pack -> pack.startsWith(PackDirectory.LARGE_PREFIX)).count();
    return packs.size() - large >= MOST_PACKS || large >= MOST_LARGE_PACKS;
  }

  private boolean into(PackFiles files, Set<ObjectId> have) throws IOException {
    try (CacheRepository repository = CacheRepository.of(files, have)) {
      boolean complete = false;
      try {
        // Opens and checks the packs before the host is asked.
        repository.getObjectDatabase().getPacks();
        complete = transferred(repository, have);
        cancellation.throwIfCancelled();
        return complete;
      } finally {
        if (!complete) {
          repository.getObjectDatabase().discardWritten();
        }
      }
    }
  }

  private boolean transferred(CacheRepository repository, Set<ObjectId> have) throws IOException {
    ObjectId commit = ObjectId.fromString(sha.value());
    boolean there = given(repository, commit, have, Selection.SMALL_FILES);
    cancellation.throwIfCancelled();
    if (there) {
      checkCommit(repository, remote, sha);
    }
    return there;
  }

  private boolean given(
      CacheRepository repository, ObjectId commit, Set<ObjectId> have, Selection selection)
      throws IOException {
    return switch (answer(remote, repository, commit, have, selection, cancellation)) {
      case GIVEN -> {
        if (selection != Selection.EVERYTHING) {
          checkCommit(repository, remote, sha);
          new LargeFiles(remote, repository, cancellation).bring(commit);
        }
        yield true;
      }
      case MISSING -> false;
      case NOT_ADVERTISED -> found(repository, commit, have);
      case NOT_SELECTIVE -> given(repository, commit, have, Selection.EVERYTHING);
    };
  }

  /**
   * What the host makes of the wish for one commit.
   *
   * @throws IOException when objects of ours, on which it built its answer, cannot be read
   */
  static Remote.Answer answer(
      Remote remote,
      CacheRepository into,
      ObjectId commit,
      Set<ObjectId> have,
      Selection selection,
      Cancellation cancellation)
      throws IOException {
    return undamaged(
        () -> remote.fetchCommit(into, commit, have, selection, new UntilCancelled(cancellation)));
  }

  private static <T> T undamaged(Supplier<T> conversation) throws IOException {
    try {
      return conversation.get();
    } catch (PortException e) {
      if (TransportFailures.isDamage(e)) {
        throw new IOException(e.getMessage(), e);
      }
      throw e;
    }
  }

  static void checkCommit(CacheRepository repository, Remote remote, CommitSha sha)
      throws IOException {
    try (ObjectReader objects = repository.newObjectReader()) {
      int type = objects.open(ObjectId.fromString(sha.value())).getType();
      if (type != Constants.OBJ_COMMIT) {
        throw Refusals.source(
            "%s is a %s and no commit in %s"
                .formatted(sha, Constants.typeString(type), remote.url()),
            "deploy a branch, a tag by its name, or a commit");
      }
    } catch (MissingObjectException e) {
      throw missing(remote, sha);
    }
  }

  /** Whether the history of some branch has the commit. */
  private boolean found(CacheRepository repository, ObjectId commit, Set<ObjectId> have)
      throws IOException {
    for (int depth : List.of(FIRST_DEPTH, Remote.WHOLE_HISTORY)) {
      ProgressMonitor monitor = new UntilCancelled(cancellation);
      undamaged(() -> remote.fetchBranches(repository, depth, have, monitor));
      cancellation.throwIfCancelled();
      if (repository.getObjectDatabase().has(commit)) {
        return true;
      }
    }
    return false;
  }

  static PortException missing(Remote remote, CommitSha sha) {
    return Refusals.source(
        "%s has no commit %s".formatted(remote.url(), sha),
        "it may have been removed by a force-push; deploy the branch again");
  }

  private static final class UntilCancelled extends EmptyProgressMonitor {
    private final Cancellation cancellation;

    UntilCancelled(Cancellation cancellation) {
      this.cancellation = cancellation;
    }

    @Override
    public boolean isCancelled() {
      return cancellation.isCancelled();
    }
  }
}
