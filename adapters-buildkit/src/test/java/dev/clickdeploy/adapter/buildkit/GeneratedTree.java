package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A tree of one file whose content is made while it is read. */
final class GeneratedTree implements SourceTree {
  private final TreeEntry entry;
  private final Content content;
  private final AtomicLong furthestAhead = new AtomicLong();

  /** Opens the file. */
  interface Content {
    InputStream open() throws IOException;
  }

  GeneratedTree(long size, Content content) {
    this.entry = new TreeEntry("file", TreeEntry.Kind.FILE, RealParts.unique(), size);
    this.content = content;
  }

  /** Incompressible, and measures how far it is read ahead of what is sent. */
  GeneratedTree(long size, LongSupplier sent) {
    this.entry = new TreeEntry("file", TreeEntry.Kind.FILE, RealParts.unique(), size);
    this.content = () -> new Generated(size, sent);
  }

  private final class Generated extends InputStream {
    private final long size;
    private final LongSupplier sent;
    private final long before;
    private long read;
    private long state = System.nanoTime() | 1;

    Generated(long size, LongSupplier sent) {
      this.size = size;
      this.sent = sent;
      this.before = sent.getAsLong();
    }

    @Override
    public int read() {
      if (read == size) {
        return -1;
      }
      if (read++ % 4096 == 0) {
        long ahead = read - (sent.getAsLong() - before);
        furthestAhead.accumulateAndGet(ahead, Math::max);
      }
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
      return (int) (state & 0xff);
    }
  }

  long furthestAhead() {
    return furthestAhead.get();
  }

  @Override
  public Commit commit() {
    return InMemoryTree.COMMIT;
  }

  @Override
  public String treeId() {
    return entry.objectId();
  }

  @Override
  public List<TreeEntry> entries() {
    return List.of(entry);
  }

  @Override
  public Optional<TreeEntry> find(String path) {
    return Optional.of(entry).filter(e -> e.path().equals(path));
  }

  @Override
  public InputStream open(TreeEntry ignored) throws IOException {
    return content.open();
  }

  @Override
  public void close() {}
}
