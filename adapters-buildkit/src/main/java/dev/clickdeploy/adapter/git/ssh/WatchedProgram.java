package dev.clickdeploy.adapter.git.ssh;

import dev.clickdeploy.adapter.git.wire.Announcement;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * A program at the host, whose output is read along and whose own end is told apart from that of
 * the connection.
 */
final class WatchedProgram extends Process {
  private static final int MOST_LOOKS = 100;
  private static final int MILLIS_BETWEEN_LOOKS = 20;

  private final Process process;
  private final Runnable onEnd;
  private final InputStream output;

  WatchedProgram(Process process, Announcement announcement, Runnable onEnd) {
    this.process = process;
    this.onEnd = onEnd;
    this.output = new Output(announcement.readAlong(process.getInputStream()));
  }

  @Override
  public OutputStream getOutputStream() {
    return process.getOutputStream();
  }

  @Override
  public InputStream getInputStream() {
    return output;
  }

  @Override
  public InputStream getErrorStream() {
    return process.getErrorStream();
  }

  @Override
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public boolean waitFor(long timeout, TimeUnit unit) throws InterruptedException {
    return process.waitFor(timeout, unit);
  }

  @Override
  public int exitValue() {
    return process.exitValue();
  }

  @Override
  public void destroy() {
    process.destroy();
  }

  /** The status comes after the end of the output; a broken connection brings none. */
  private boolean getsExitStatus() {
    try {
      for (int look = 0; look < MOST_LOOKS; look++) {
        if (hasExitStatus()) {
          return true;
        }
        process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
      }
      return hasExitStatus();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean hasExitStatus() {
    try {
      process.exitValue();
      return true;
    } catch (IllegalThreadStateException e) {
      return false;
    }
  }

  private final class Output extends FilterInputStream {
    Output(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      if (count < 0 && getsExitStatus()) {
        onEnd.run();
      }
      return count;
    }
  }
}
