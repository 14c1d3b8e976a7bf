package dev.clickdeploy.adapter.git;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Git objects in the pack files of a cache. */
final class PackDatabase extends DfsObjDatabase {
  /** Larger objects are streamed from their pack. */
  private static final int STREAMED_FROM_BYTES = 1 << 20;

  private final PackFiles files;
  private final Set<ObjectId> shallow;
  private String prefix = PackDirectory.PREFIX;

  PackDatabase(DfsRepository repository, PackFiles files, Set<ObjectId> shallow) {
    super(repository, new DfsReaderOptions().setStreamFileThreshold(STREAMED_FROM_BYTES));
    this.files = files;
    this.shallow = Set.copyOf(shallow);
  }

  /** From now on each pack that is written has one large file. */
  void largeFilesFollow() {
    prefix = PackDirectory.LARGE_PREFIX;
  }

  /** Takes back every pack that was written through this database. */
  void discardWritten() {
    files.discardWritten();
    clearCache();
  }

  void closeFiles() {
    files.close();
  }

  @Override
  public DfsReader newReader() {
    return new ShallowReader();
  }

  @Override
  protected List<DfsPackDescription> listPacks() throws IOException {
    return files.list(getRepository().getDescription());
  }

  @Override
  protected DfsPackDescription newPack(PackSource source) {
    return new DfsPackDescription(
        getRepository().getDescription(), prefix + UUID.randomUUID(), source);
  }

  @Override
  protected void commitPackImpl(
      Collection<DfsPackDescription> packs, @Nullable Collection<DfsPackDescription> replaced)
      throws IOException {
    for (DfsPackDescription pack : packs) {
      files.publish(pack);
    }
    clearCache();
  }

  @Override
  protected void rollbackPack(Collection<DfsPackDescription> packs) {
    packs.forEach(files::discard);
  }

  @Override
  protected ReadableChannel openFile(DfsPackDescription pack, PackExt extension)
      throws IOException {
    return files.read(pack.getFileName(extension));
  }

  @Override
  protected DfsOutputStream writeFile(DfsPackDescription pack, PackExt extension)
      throws IOException {
    return files.write(pack, extension);
  }

  @Override
  public Set<ObjectId> getShallowCommits() {
    return new HashSet<>(shallow);
  }

  /**
   * Nothing to keep: every commit that a cache knows counts as the end of history, whatever else a
   * fetch may have brought.
   */
  @Override
  public void setShallowCommits(Set<ObjectId> ignored) {}

  @Override
  public long getApproximateObjectCount() {
    return -1;
  }

  private final class ShallowReader extends DfsReader {
    ShallowReader() {
      super(PackDatabase.this);
    }

    @Override
    public Set<ObjectId> getShallowCommits() {
      return PackDatabase.this.getShallowCommits();
    }
  }
}
