package dev.clickdeploy.adapter.buildkit.progress;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * One stream's bytes as lines. A carriage return begins the line anew, as a terminal would show it,
 * so that a progress bar becomes one line.
 */
final class OutputLines {
  /** A line that never ends is told in pieces of this many bytes. */
  static final int LONGEST = 16 * 1024;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean returned;

  void add(ByteString bytes, Consumer<String> lines) {
    for (int i = 0; i < bytes.size(); i++) {
      add(bytes.byteAt(i), lines);
    }
  }

  private void add(byte next, Consumer<String> lines) {
    if (next == '\n') {
      tell(lines);
    } else if (next == '\r') {
      returned = true;
    } else {
      if (returned) {
        line.reset();
        returned = false;
      }
      line.write(next);
      // not within a character: UTF-8's continuation bytes begin with 10
      if (line.size() >= LONGEST && (next & 0xC0) != 0x80) {
        tell(lines);
      }
    }
  }

  private void tell(Consumer<String> lines) {
    lines.accept(line.toString(StandardCharsets.UTF_8));
    line.reset();
    returned = false;
  }

  /** Tells what has no line end yet. */
  void flush(Consumer<String> lines) {
    if (line.size() > 0) {
      tell(lines);
    }
  }
}
