package dev.clickdeploy.adapter.git;

import dev.clickdeploy.adapter.git.lfs.Pointer;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The content of one commit below a root directory, in the packs of a cache. */
final class CommitTree implements SourceTree {
  private static final Logger LOG = LoggerFactory.getLogger(CommitTree.class);

  private final Cache cache;
  private final CacheUse use;
  private final CacheRepository repository;
  private final Commit commit;
  private final String treeId;
  private final LfsFiles lfs;
  private final Optional<String> gitmodules;
  private final List<TreeEntry> entries;
  private final Map<String, TreeEntry> byPath;
  private volatile boolean closed;

  private CommitTree(
      Cache cache,
      CacheUse use,
      CacheRepository repository,
      Commit commit,
      String treeId,
      LfsFiles lfs,
      Optional<String> gitmodules,
      List<TreeEntry> listed) {
    this.cache = cache;
    this.use = use;
    this.repository = repository;
    this.commit = commit;
    this.treeId = treeId;
    this.lfs = lfs;
    this.gitmodules = gitmodules;
    this.entries = lfs.sized(listed);
    this.byPath = HashMap.newHashMap(entries.size());
    entries.forEach(entry -> byPath.put(entry.path(), entry));
  }

  /**
   * Opens a commit that the cache has.
   *
   * @throws IOException when one of its objects is missing or cannot be read
   * @throws dev.clickdeploy.port.out.PortException when it has no such root directory
   */
  static CommitTree open(Cache cache, CommitSha sha, RootDirectory root) throws IOException {
    CacheUse use = cache.use();
    CacheRepository repository = CacheRepository.of(PackFiles.in(cache.packs()), Set.of());
    boolean opened = false;
    try (ObjectReader objects = repository.newObjectReader()) {
      CommitObject commit = CommitObject.read(objects, sha);
      TreeListing listing = new TreeListing(objects, sha);
      ObjectId tree = listing.at(commit.tree(), root);
      List<TreeEntry> entries = listing.entries(tree);
      LfsFiles lfs = LfsFiles.of(objects, commit.tree(), root, entries);
      Optional<String> gitmodules = listing.text(commit.tree(), ".gitmodules");
      CommitTree result =
          new CommitTree(
              cache, use, repository, commit.commit(), tree.name(), lfs, gitmodules, entries);
      opened = true;
      return result;
    } finally {
      if (!opened) {
        repository.close();
        use.close();
      }
    }
  }

  /** The files whose contents must be brought before they are read. */
  LfsFiles lfs() {
    return lfs;
  }

  /** What the repository says about its submodules, in its root whatever this tree's is. */
  Optional<String> gitmodules() {
    return gitmodules;
  }

  @Override
  public Commit commit() {
    return commit;
  }

  @Override
  public String treeId() {
    return treeId;
  }

  @Override
  public List<TreeEntry> entries() {
    return entries;
  }

  @Override
  public Optional<TreeEntry> find(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  @Override
  public Optional<String> readText(String path, int maxBytes) throws IOException {
    Optional<TreeEntry> entry = find(path);
    if (entry.isPresent()) {
      LeavingLinks.refuse(this, entry.get());
    } else {
      LeavingLinks.refuseOnTheWay(this, path);
    }
    return SourceTree.super.readText(path, maxBytes);
  }

  @Override
  public InputStream open(TreeEntry entry) throws IOException {
    if (closed) {
      throw new IOException("the tree is closed");
    }
    if (entry.kind() == TreeEntry.Kind.SUBMODULE) {
      throw new IOException("the submodule %s has no content".formatted(entry.path()));
    }
    Pointer pointer = lfs.byPath().get(entry.path());
    return pointer == null ? blob(entry) : cache.lfs().open(pointer);
  }

  private InputStream blob(TreeEntry entry) throws IOException {
    // A reader of its own: readers are for one thread.
    ObjectReader objects = repository.newObjectReader();
    try {
      ObjectId id = ObjectId.fromString(entry.objectId());
      return new BlobStream(
          objects, objects.open(id, Constants.OBJ_BLOB).openStream(), this::broken);
    } catch (IOException e) {
      objects.close();
      broken(e);
      throw e;
    }
  }

  private void broken(IOException cause) {
    if (closed) {
      return;
    }
    LOG.warn("git cache {} is broken and will be fetched anew: {}", cache, cause.toString());
    try {
      cache.markBroken();
    } catch (IOException e) {
      LOG.warn("git cache {} cannot be marked as broken: {}", cache, e.toString());
    }
  }

  @Override
  public void close() {
    closed = true;
    repository.close();
    use.close();
  }
}
