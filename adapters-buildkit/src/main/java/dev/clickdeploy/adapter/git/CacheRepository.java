package dev.clickdeploy.adapter.git;

import java.util.Set;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsReftableDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryBuilder;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefDatabase;
import org.eclipse.jgit.util.FS;

/**
 * JGit's view of one cache for one fetch or one open tree.
 *
 * <p>It is built on JGit's storage for remote file systems because the local one reads the user's
 * and the system's git configuration, starts {@code git} to find them, and writes what it measured
 * of the disk to the user's home.
 */
final class CacheRepository extends DfsRepository {
  private final PackDatabase objects;
  private final DfsReftableDatabase refs;

  private CacheRepository(Builder builder, PackFiles files, Set<ObjectId> shallow) {
    super(builder);
    this.objects = new PackDatabase(this, files, shallow);
    this.refs = new DfsReftableDatabase(this) {};
  }

  /** A repository of these packs, in which the given commits are the ends of history. */
  static CacheRepository of(PackFiles files, Set<ObjectId> shallow) {
    Builder builder = new Builder(files, shallow);
    // JGit keeps blocks by this name for the whole process: a name of its own per view means that
    // nothing of a cache that was rebuilt is ever seen again.
    builder.setRepositoryDescription(new DfsRepositoryDescription(UUID.randomUUID().toString()));
    builder.setFS(FS.DETECTED);
    return builder.build();
  }

  /** A repository without content, to speak with a host. */
  static CacheRepository nowhere() {
    return of(PackFiles.none(), Set.of());
  }

  @Override
  public PackDatabase getObjectDatabase() {
    return objects;
  }

  @Override
  public RefDatabase getRefDatabase() {
    return refs;
  }

  @Override
  public void close() {
    super.close();
    objects.closeFiles();
  }

  private static final class Builder extends DfsRepositoryBuilder<Builder, CacheRepository> {
    private final PackFiles files;
    private final Set<ObjectId> shallow;

    Builder(PackFiles files, Set<ObjectId> shallow) {
      this.files = files;
      this.shallow = shallow;
    }

    @Override
    public CacheRepository build() {
      return new CacheRepository(this, files, shallow);
    }
  }
}
