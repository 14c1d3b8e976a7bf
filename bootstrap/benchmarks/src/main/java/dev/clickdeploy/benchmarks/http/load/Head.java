package dev.clickdeploy.benchmarks.http.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The head of an answer, as far as is needed to know where the answer ends (RFC 9112). */
final class Head {
  private static final byte[] LENGTH = "\r\ncontent-length:".getBytes(StandardCharsets.US_ASCII);
  private static final int STATUS_AT = "HTTP/1.1 ".length();

  private Head() {}

  /** The status when these bytes are a whole answer, 0 when more is to come. */
  static int statusOfWhole(byte[] bytes, int count) throws IOException {
    int end = end(bytes, count);
    if (end < 0) {
      return 0;
    }
    int length = length(bytes, end);
    if (length < 0) {
      throw new IOException(
          "an answer without Content-Length: "
              + new String(bytes, 0, end, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
    }
    return count < end + length ? 0 : number(bytes, STATUS_AT, STATUS_AT + 3);
  }

  /** Where the body begins. */
  private static int end(byte[] bytes, int count) {
    for (int i = 3; i < count; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int length(byte[] bytes, int end) {
    for (int i = 0; i + LENGTH.length < end; i++) {
      if (matches(bytes, i)) {
        int from = i + LENGTH.length;
        int to = from;
        while (bytes[to] != '\r') {
          to++;
        }
        return number(bytes, from, to);
      }
    }
    return -1;
  }

  private static boolean matches(byte[] bytes, int at) {
    for (int i = 0; i < LENGTH.length; i++) {
      int given = bytes[at + i];
      if ((given >= 'A' && given <= 'Z' ? given + 32 : given) != LENGTH[i]) {
        return false;
      }
    }
    return true;
  }

  private static int number(byte[] bytes, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ') {
        number = number * 10 + bytes[i] - '0';
      }
    }
    return number;
  }
}
