package dev.clickdeploy.adapter.buildkit.progress;

import com.google.protobuf.ByteString;
import dev.clickdeploy.adapter.buildkit.proto.control.Vertex;
import dev.clickdeploy.model.deployment.Failure;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** What was told so far of one vertex. */
final class Step {
  /** What a vertex is to whoever watches. */
  enum Kind {
    STEP,
    PUSH,
    PLUMBING
  }

  final String name;
  final Kind kind;
  private final OutputLines out = new OutputLines();
  private final OutputLines err = new OutputLines();
  private final Deque<String> last = new ArrayDeque<>();

  /** From 1; 0 while nothing was told of it. */
  int number;

  Instant since = Instant.EPOCH;
  boolean started;
  boolean ended;
  boolean failed;

  Step(Vertex vertex, boolean pushes) {
    this.name = vertex.getName();
    this.kind = kind(name, pushes);
  }

  private static Kind kind(String name, boolean pushes) {
    if (name.startsWith("exporting ") || name.startsWith("pushing ")) {
      return pushes ? Kind.PUSH : Kind.PLUMBING;
    }
    boolean plumbing = name.startsWith("[internal]") || name.startsWith("[auth]");
    return plumbing ? Kind.PLUMBING : Kind.STEP;
  }

  boolean isVisible() {
    return kind == Kind.STEP;
  }

  void output(boolean error, ByteString bytes, Consumer<String> lines) {
    (error ? err : out).add(bytes, remembered(lines));
  }

  void flush(boolean error, Consumer<String> lines) {
    (error ? err : out).flush(remembered(lines));
  }

  private Consumer<String> remembered(Consumer<String> lines) {
    return line -> {
      last.addLast(line);
      if (last.size() > Failure.MAX_LINES) {
        last.removeFirst();
      }
      lines.accept(line);
    };
  }

  List<String> lastLines() {
    return List.copyOf(last);
  }
}
