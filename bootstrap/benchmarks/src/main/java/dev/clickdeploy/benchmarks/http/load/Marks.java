package dev.clickdeploy.benchmarks.http.load;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/**
 * Finds moments in a stream of bytes: {@code ~} and a number of nanoseconds and {@code ~}, however
 * the bytes are cut. The monotonic clock is one for all processes of a Linux machine.
 */
public final class Marks {
  private static final byte MARK = '~';

  private boolean within;
  private long value;

  /** A text that tells this moment. */
  public static String now() {
    return "~" + System.nanoTime() + "~";
  }

  void find(ByteBuffer bytes, LongConsumer found) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == MARK) {
        if (within && value > 0) {
          found.accept(value);
        }
        within = !within;
        value = 0;
      } else if (within) {
        within = next >= '0' && next <= '9';
        value = value * 10 + next - '0';
      }
    }
  }
}
