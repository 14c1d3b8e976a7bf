package dev.clickdeploy.adapter.git;

import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.PortException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One commit being opened: from the cache when it is there, else fetched into it first. */
record Opening(
    Surroundings around,
    Remote remote,
    CommitSha sha,
    RootDirectory root,
    Nesting nesting,
    Cancellation cancellation)
    implements Callable<SourceTree> {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

  @Override
  public SourceTree call() {
    try (CacheUse use = cache().use()) {
      return whole(tree());
    } catch (IOException e) {
      throw unusable(cache().toString(), e);
    }
  }

  private Cache cache() {
    return around.caches().of(remote.url());
  }

  /** The tree with everything that its repository keeps elsewhere. */
  private SourceTree whole(CommitTree tree) throws IOException {
    boolean complete = false;
    try {
      checkSize(tree);
      if (new LfsDownload(remote, cache().lfs()).bring(tree.lfs())) {
        around.caches().shrink();
      }
      SourceTree mounted =
          new Submodules(around, remote, tree, root, nesting, cancellation).mounted();
      complete = true;
      return mounted;
    } finally {
      if (!complete) {
        tree.close();
      }
    }
  }

  private void checkSize(SourceTree tree) {
    remote.limits().check(tree, "commit %s of %s".formatted(sha.abbreviated(), remote.url()));
  }

  private CommitTree tree() throws IOException {
    prove();
    Optional<CommitTree> there = kept();
    if (there.isPresent()) {
      return there.get();
    }
    Stoppable.lock(cache().fetching(), cancellation);
    try {
      Optional<CommitTree> meanwhile = kept();
      return meanwhile.isPresent() ? meanwhile.get() : fetched();
    } finally {
      cache().fetching().unlock();
    }
  }

  /** What is kept already opens only to those whom the host lets in. */
  private void prove() {
    if (cache().has(sha)) {
      around.proven().require(remote);
    }
  }

  private Optional<CommitTree> kept() throws IOException {
    if (!cache().has(sha)) {
      return Optional.empty();
    }
    try {
      return Optional.of(CommitTree.open(cache(), sha, root));
    } catch (IOException e) {
      markBroken(e);
      return Optional.empty();
    }
  }

  private void markBroken(IOException cause) throws IOException {
    cancellation.throwIfCancelled();
    LOG.warn("git cache {} is broken and will be fetched anew: {}", cache(), cause.toString());
    cache().markBroken();
  }

  private CommitTree fetched() throws IOException {
    try {
      fetch();
    } catch (IOException e) {
      markBroken(e);
    }
    around.proven().add(remote.access());
    Optional<CommitTree> tree = kept();
    if (tree.isPresent()) {
      return tree.get();
    }
    // What the fetch was built upon is broken, and marked so: once more, from nothing.
    fetch();
    return CommitTree.open(cache(), sha, root);
  }

  private void fetch() throws IOException {
    if (!new Fetch(cache(), remote, sha, cancellation).run()) {
      throw Fetch.missing(remote, sha);
    }
    around.caches().shrink();
  }

  static PortException unusable(String directory, IOException cause) {
    return Refusals.infrastructure(
        "the git cache %s cannot be used: %s".formatted(directory, cause.getMessage()),
        "set BUILD_DIR to a writable directory with free space",
        cause);
  }
}
