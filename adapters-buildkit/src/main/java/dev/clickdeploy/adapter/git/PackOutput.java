package dev.clickdeploy.adapter.git;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;

/** A pack file being written, from which the deltas' bases are read back. */
final class PackOutput extends DfsOutputStream {
  private final RandomAccessFile file;
  private final PackBudget budget;
  private long end;

  PackOutput(Path path, PackBudget budget) throws IOException {
    this.budget = budget;
    this.file = new RandomAccessFile(path.toFile(), "rw");
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    budget.take(length);
    file.seek(end);
    file.write(bytes, offset, length);
    end += length;
  }

  @Override
  public int read(long position, ByteBuffer target) throws IOException {
    byte[] bytes = new byte[target.remaining()];
    file.seek(position);
    int count = file.read(bytes);
    if (count > 0) {
      target.put(bytes, 0, count);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
