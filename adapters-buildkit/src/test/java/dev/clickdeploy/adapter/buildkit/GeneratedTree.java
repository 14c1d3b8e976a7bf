package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.model.source.TreeEntry;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** A tree of one file whose content is made while it is read. */
final class GeneratedTree implements SourceTree {
  private final TreeEntry entry;
  private final Content content;
  private final AtomicLong read = new AtomicLong();

  /** Opens the file. */
  interface Content {
    InputStream open() throws IOException;
  }

  GeneratedTree(long size, Content content) {
    this.entry = new TreeEntry("file", TreeEntry.Kind.FILE, RealParts.unique(), size);
    this.content = content;
  }

  /** Of incompressible content. */
  GeneratedTree(long size) {
    this.entry = new TreeEntry("file", TreeEntry.Kind.FILE, RealParts.unique(), size);
    this.content = () -> new Generated(size);
  }

  private final class Generated extends InputStream {
    private final Random random = new Random();
    private long left;

    Generated(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("read whole pieces");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      int count = (int) Math.min(left, length);
      byte[] piece = new byte[count];
      random.nextBytes(piece);
      System.arraycopy(piece, 0, target, offset, count);
      left -= count;
      read.addAndGet(count);
      return count == 0 ? -1 : count;
    }
  }

  /** How much of the content was read. */
  long bytesRead() {
    return read.get();
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
