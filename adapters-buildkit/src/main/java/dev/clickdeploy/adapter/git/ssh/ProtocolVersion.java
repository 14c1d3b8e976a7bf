package dev.clickdeploy.adapter.git.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.transport.RemoteSession2;

/**
 * Which version of git's protocol a host speaks, read from the first line that it sends
 * (gitprotocol-v2, initial client request), and whether it ended the conversation itself.
 */
final class ProtocolVersion {
  private static final byte[] VERSION_2 = "000eversion 2".getBytes(StandardCharsets.US_ASCII);

  private static final int MOST_LOOKS = 100;
  private static final int MILLIS_BETWEEN_LOOKS = 20;

  private volatile boolean two;
  private volatile boolean ended;

  boolean isTwo() {
    return two;
  }

  /** Whether the program at the host has told that it ended. */
  boolean hasEnded() {
    return ended;
  }

  RemoteSession2 watched(RemoteSession2 session) {
    return new Watched(session);
  }

  private final class Watched implements RemoteSession2 {
    private final RemoteSession2 session;

    Watched(RemoteSession2 session) {
      this.session = session;
    }

    @Override
    public Process exec(String command, int timeoutSeconds) throws IOException {
      return session.exec(command, timeoutSeconds);
    }

    @Override
    public Process exec(String command, Map<String, String> environment, int timeoutSeconds)
        throws IOException {
      return new Program(session.exec(command, environment, timeoutSeconds));
    }

    @Override
    public void disconnect() {
      session.disconnect();
    }
  }

  private final class Program extends Process {
    private final Process process;
    private final InputStream output;

    Program(Process process) {
      this.process = process;
      this.output = new Output(process);
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
  }

  private final class Output extends FilterInputStream {
    private final Process process;
    private int matched;

    Output(Process process) {
      super(process.getInputStream());
      this.process = process;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      for (int i = 0; i < count && matched >= 0 && !two; i++) {
        matched = target[offset + i] == VERSION_2[matched] ? matched + 1 : -1;
        two = matched == VERSION_2.length;
      }
      if (count < 0) {
        ended = hasExitStatus();
      }
      return count;
    }

    /** The status comes after the end of the output; a broken connection brings none. */
    private boolean hasExitStatus() {
      try {
        for (int look = 0; look < MOST_LOOKS; look++) {
          if (isKnown()) {
            return true;
          }
          process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS);
        }
        return isKnown();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    private boolean isKnown() {
      try {
        process.exitValue();
        return true;
      } catch (IllegalThreadStateException e) {
        return false;
      }
    }
  }
}
