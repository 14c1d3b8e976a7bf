package dev.clickdeploy.adapter.git;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;

/**
 * A position in a pack file that others read too. Not a FileChannel: an interrupt of one reader
 * would close that for all.
 */
final class PackChannel implements ReadableChannel {
  private final RandomAccessFile file;
  private long position;
  private boolean open = true;

  PackChannel(RandomAccessFile file) {
    this.file = file;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    byte[] bytes = new byte[target.remaining()];
    int count;
    synchronized (file) {
      file.seek(position);
      count = file.read(bytes);
    }
    if (count > 0) {
      target.put(bytes, 0, count);
      position += count;
    }
    return count;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void position(long newPosition) {
    position = newPosition;
  }

  @Override
  public long size() throws IOException {
    return file.length();
  }

  @Override
  public int blockSize() {
    return 0;
  }

  @Override
  public void setReadAheadBytes(int bytes) {}

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public void close() {
    open = false;
  }
}
