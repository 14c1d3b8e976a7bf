package dev.clickdeploy.adapter.buildkit;

import java.io.InputStream;
import java.util.concurrent.locks.LockSupport;

/** Zeros, of which a second brings a few megabytes. */
final class SlowStream extends InputStream {
  private static final long PAUSE_NANOS = 5_000_000;

  @Override
  public int read() {
    LockSupport.parkNanos(PAUSE_NANOS);
    return 0;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    read();
    java.util.Arrays.fill(target, offset, offset + length, (byte) 0);
    return length;
  }
}
