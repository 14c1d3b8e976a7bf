package dev.clickdeploy.adapter.git;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Whether a pack and its index are whole and belong together (gitformat-pack): an index ends with
 * its pack's checksum and its own, a pack with its own. JGit trusts an index, and one that points
 * behind the end of its pack sends it into endless recursion.
 */
final class PackCheck {
  private static final int CHECKSUM = 20;

  private PackCheck() {}

  /**
   * Reads the index once and the end of the pack.
   *
   * @throws IOException when they are damaged
   */
  static void check(String name, RandomAccessFile pack, RandomAccessFile index) throws IOException {
    long content = index.length() - CHECKSUM;
    if (content < CHECKSUM || pack.length() < CHECKSUM) {
      throw new IOException(name + " is cut short");
    }
    if (!Arrays.equals(sha1(index, content), read(index, content))
        || !Arrays.equals(read(index, content - CHECKSUM), read(pack, pack.length() - CHECKSUM))) {
      throw new IOException(name + " is damaged");
    }
  }

  private static byte[] read(RandomAccessFile file, long position) throws IOException {
    byte[] checksum = new byte[CHECKSUM];
    file.seek(position);
    file.readFully(checksum);
    return checksum;
  }

  private static byte[] sha1(RandomAccessFile file, long length) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      byte[] buffer = new byte[64 << 10];
      file.seek(0);
      for (long left = length; left > 0; ) {
        int count = file.read(buffer, 0, (int) Math.min(buffer.length, left));
        digest.update(buffer, 0, count);
        left -= count;
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
