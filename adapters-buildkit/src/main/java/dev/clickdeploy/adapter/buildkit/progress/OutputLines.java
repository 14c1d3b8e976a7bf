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
  /**
   * So many bytes of a line are told. The rest is left out, as a secret that lay across two pieces
   * would be found in neither; logs cut lines far before this, whatever their characters are.
   */
  static final int LONGEST = 64 * 1024;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean returned;
  private boolean full;

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
        begin();
      }
      // not within a character: UTF-8's continuation bytes begin with 10
      full |= line.size() > LONGEST - 4 && (next & 0xC0) != 0x80;
      if (!full) {
        line.write(next);
      }
    }
  }

  private void begin() {
    line.reset();
    returned = false;
    full = false;
  }

  private void tell(Consumer<String> lines) {
    lines.accept(line.toString(StandardCharsets.UTF_8));
    begin();
  }

  /** Tells what has no line end yet. */
  void flush(Consumer<String> lines) {
    if (line.size() > 0) {
      tell(lines);
    }
  }
}
