package dev.clickdeploy.adapter.git.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A pack (gitformat-pack) with one file in it, of any length, read once and copied as it comes.
 * JGit's own parser takes no file beyond two gigabytes.
 */
public final class OneFilePack implements AutoCloseable {
  private static final int HEADER = 12;
  private static final int CHECKSUM = 20;
  private static final int VERSION = 2;
  private static final int BLOB = 3;

  private final InputStream in;
  private final OutputStream copy;
  private final BooleanSupplier cancelled;
  private final MessageDigest checksum = sha1();
  private final MessageDigest id = sha1();
  private final CRC32 crc = new CRC32();
  private final Inflater inflater = new Inflater();
  private final byte[] buffer = new byte[64 << 10];
  private int position;
  private int limit;

  /**
   * What was read.
   *
   * @param id of the file, as git computes it
   * @param crc of the packed file
   * @param checksum of the pack
   * @param offset of the packed file in the pack
   */
  public record Content(byte[] id, long length, int crc, byte[] checksum, long offset) {}

  /** Reads a pack whose bytes are copied until somebody cancels. */
  public OneFilePack(InputStream in, OutputStream copy, BooleanSupplier cancelled) {
    this.in = in;
    this.copy = copy;
    this.cancelled = cancelled;
  }

  /**
   * Reads the pack to the end of the stream.
   *
   * @throws IOException when it is cut short, damaged, cancelled, or has anything but one file
   */
  public Content read() throws IOException {
    byte[] header = new byte[HEADER];
    for (int i = 0; i < HEADER; i++) {
      header[i] = (byte) next();
    }
    ByteBuffer fields = ByteBuffer.wrap(header);
    boolean known = fields.getInt() == 0x5041434b && fields.getInt() == VERSION;
    if (!known || fields.getInt() != 1) {
      throw new IOException("the host sends something else than a pack of one file");
    }
    long length = length();
    id.update(("blob " + length + "\0").getBytes(StandardCharsets.US_ASCII));
    inflate(length);
    byte[] computed = checksum.digest();
    byte[] told = trailer();
    if (!Arrays.equals(computed, told)) {
      throw new IOException("the pack that the host sends is damaged");
    }
    return new Content(id.digest(), length, (int) crc.getValue(), told, HEADER);
  }

  /** The object's header: its type, and its length seven bits at a time. */
  private long length() throws IOException {
    int bits = counted();
    if ((bits >> 4 & 7) != BLOB) {
      throw new IOException("the host sends a file as a difference, or no file");
    }
    long length = bits & 15;
    for (int shift = 4; (bits & 0x80) != 0; shift += 7) {
      bits = counted();
      if (shift > 56) {
        throw new IOException("the host sends an impossible length");
      }
      length |= (long) (bits & 0x7f) << shift;
    }
    return length;
  }

  private void inflate(long length) throws IOException {
    byte[] content = new byte[64 << 10];
    long left = length;
    while (!inflater.finished()) {
      fill();
      inflater.setInput(buffer, position, limit - position);
      left -= inflateInput(content);
      int used = limit - position - inflater.getRemaining();
      crc.update(buffer, position, used);
      take(used);
      if (left < 0) {
        break;
      }
    }
    if (left != 0) {
      throw new IOException("the host sends a file of another length than it says");
    }
  }

  private long inflateInput(byte[] content) throws IOException {
    long count = 0;
    try {
      while (!inflater.finished() && !inflater.needsInput()) {
        int now = inflater.inflate(content);
        if (now == 0 && inflater.needsDictionary()) {
          throw new IOException("the host sends a damaged file");
        }
        id.update(content, 0, now);
        count += now;
      }
      return count;
    } catch (DataFormatException e) {
      throw new IOException("the host sends a damaged file", e);
    }
  }

  private byte[] trailer() throws IOException {
    byte[] trailer = new byte[CHECKSUM];
    for (int i = 0; i < CHECKSUM; i++) {
      trailer[i] = (byte) next();
    }
    if (position < limit || in.read() >= 0) {
      throw new IOException("the host sends more than one pack");
    }
    return trailer;
  }

  private int counted() throws IOException {
    int value = next();
    crc.update(value);
    return value;
  }

  private int next() throws IOException {
    fill();
    int value = buffer[position] & 0xff;
    take(1);
    return value;
  }

  private void take(int count) throws IOException {
    copy.write(buffer, position, count);
    checksum.update(buffer, position, count);
    position += count;
  }

  private void fill() throws IOException {
    if (position < limit) {
      return;
    }
    if (cancelled.getAsBoolean()) {
      throw new IOException("cancelled");
    }
    position = 0;
    limit = Math.max(0, in.read(buffer));
    if (limit == 0) {
      throw new EOFException("the pack ends early");
    }
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
