package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * A look at commits whose files nobody needs. What the cache has is read there; the rest is fetched
 * without files to a place beside it, for as long as the look lasts. A host that cannot leave files
 * out fills the cache instead, where a deployment of the commit finds them.
 */
final class Glance implements AutoCloseable {
  private final Cache cache;
  private final Remote remote;
  private final ProvenAccess proven;
  private final Cancellation cancellation;
  private final PackDirectory aside;
  private Set<ObjectId> have;
  private CacheRepository repository;

  private Glance(Cache cache, Remote remote, ProvenAccess proven, Cancellation cancellation)
      throws IOException {
    this.cache = cache;
    this.remote = remote;
    this.proven = proven;
    this.cancellation = cancellation;
    this.aside = cache.aside();
    this.have = known(cache);
    this.repository = view();
  }

  static Glance at(Cache cache, Remote remote, ProvenAccess proven, Cancellation cancellation)
      throws IOException {
    cache.create();
    return new Glance(cache, remote, proven, cancellation);
  }

  private static Set<ObjectId> known(Cache cache) throws IOException {
    return cache.isBroken() ? Set.of() : cache.commits();
  }

  private CacheRepository view() throws IOException {
    List<PackDirectory> places = have.isEmpty() ? List.of(aside) : List.of(cache.packs(), aside);
    PackFiles files = PackFiles.in(places, remote.limits().repositoryBytes());
    CacheRepository repository = CacheRepository.of(files, have);
    // Opens the packs: whoever removes them from the cache meanwhile takes nothing from this look.
    repository.getObjectDatabase().getPacks();
    return repository;
  }

  /**
   * Whether the host has this commit, of which at least the selected objects can be read then.
   *
   * @throws IOException when the cache cannot be read or written
   * @throws PortException when the host cannot be asked, or has another object of this id
   */
  boolean has(CommitSha sha, Selection selection) throws IOException {
    ObjectId id = ObjectId.fromString(sha.value());
    if (have.contains(id)) {
      proven.require(remote);
      return true;
    }
    boolean there =
        switch (Fetch.answer(remote, repository, id, have, selection, cancellation)) {
          case GIVEN -> {
            Fetch.checkCommit(repository, remote, sha);
            yield true;
          }
          case MISSING -> false;
          case NOT_ADVERTISED, NOT_SELECTIVE -> fetchedWhole(sha);
        };
    proven.add(remote.access());
    return there;
  }

  private boolean fetchedWhole(CommitSha sha) throws IOException {
    Stoppable.lock(cache.fetching(), cancellation);
    try {
      boolean there = new Fetch(cache, remote, sha, cancellation).run();
      repository.close();
      have = known(cache);
      repository = view();
      return there;
    } finally {
      cache.fetching().unlock();
    }
  }

  ObjectReader objects() {
    return repository.newObjectReader();
  }

  @Override
  public void close() {
    repository.close();
    aside.delete();
  }
}
