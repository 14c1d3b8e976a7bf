package dev.clickdeploy.adapter.git;

import dev.clickdeploy.adapter.git.wire.OneFilePack;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCache;
import org.eclipse.jgit.internal.storage.dfs.DfsBlockCacheConfig;
import org.eclipse.jgit.internal.storage.dfs.DfsObjDatabase;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.DfsPackDescription;
import org.eclipse.jgit.internal.storage.dfs.DfsReader;
import org.eclipse.jgit.internal.storage.dfs.DfsReaderOptions;
import org.eclipse.jgit.internal.storage.dfs.DfsRepository;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;
import org.eclipse.jgit.internal.storage.file.BasePackIndexWriter;
import org.eclipse.jgit.internal.storage.pack.PackExt;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.transport.PackedObjectInfo;
import org.jspecify.annotations.Nullable;

/** Git objects in the pack files of a cache. */
final class PackDatabase extends DfsObjDatabase {
  /** Larger objects are streamed from their pack. */
  private static final int STREAMED_FROM_BYTES = 1 << 20;

  private static final int INDEX_VERSION = 2;

  /**
   * JGit keeps blocks of packs for the whole process, by default 32 megabytes of them. Files are
   * read once and packs lie in the system's own cache; what is kept longer than a moment outlives
   * the young generation, and a small heap spends its time on collecting it.
   */
  private static final int KEPT_BYTES = 2 << 20;

  static {
    DfsBlockCache.reconfigure(new DfsBlockCacheConfig().setBlockLimit(KEPT_BYTES));
  }

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

  @Override
  public ObjectInserter newInserter() {
    return prefix.equals(PackDirectory.LARGE_PREFIX)
        ? new LargeFileInserter(this)
        : super.newInserter();
  }

  /** Keeps a pack that has one file. */
  void receiveLargeFile(InputStream in, BooleanSupplier cancelled) throws IOException {
    DfsPackDescription pack = newPack(PackSource.RECEIVE);
    boolean complete = false;
    try {
      OneFilePack.Content content = copied(in, pack, cancelled);
      PackedObjectInfo file = new PackedObjectInfo(ObjectId.fromRaw(content.id()));
      file.setOffset(content.offset());
      file.setCRC(content.crc());
      try (OutputStream index = writeFile(pack, PackExt.INDEX)) {
        BasePackIndexWriter.createVersion(index, INDEX_VERSION)
            .write(List.of(file), content.checksum());
      }
      commitPack(List.of(pack), null);
      complete = true;
    } finally {
      if (!complete) {
        rollbackPack(List.of(pack));
      }
    }
  }

  private OneFilePack.Content copied(
      InputStream in, DfsPackDescription pack, BooleanSupplier cancelled) throws IOException {
    try (OutputStream copy = writeFile(pack, PackExt.PACK);
        OneFilePack reader = new OneFilePack(in, copy, cancelled)) {
      return reader.read();
    }
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
