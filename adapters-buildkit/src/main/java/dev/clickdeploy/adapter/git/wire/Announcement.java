package dev.clickdeploy.adapter.git.wire;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a host says first (gitprotocol-v2, "Initial Client Request" and "Capability Advertisement"),
 * read along: JGit keeps neither the version nor what it does not know.
 */
public final class Announcement {
  private static final int LONGEST = 4_096;

  private final byte[] bytes = new byte[LONGEST];
  private int length;

  /** The same stream, of whose beginning a copy is kept. */
  public InputStream readAlong(InputStream in) {
    return new Copied(in);
  }

  /** Whether the host speaks protocol version 2, in which it gives any commit that it has. */
  public boolean isOfVersion2() {
    return text().contains("version 2\n");
  }

  /** Whether the repository's object ids are SHA-256. */
  public boolean isOfSha256() {
    return text().contains("object-format=sha256");
  }

  private synchronized String text() {
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  private synchronized void keep(byte[] from, int offset, int count) {
    int kept = Math.min(count, LONGEST - length);
    if (kept > 0) {
      System.arraycopy(from, offset, bytes, length, kept);
      length += kept;
    }
  }

  private final class Copied extends FilterInputStream {
    Copied(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
      int read = in.read(target, offset, count);
      keep(target, offset, read);
      return read;
    }
  }
}
