package dev.clickdeploy.adapter.buildkit.progress;

import com.google.protobuf.ByteString;
import dev.clickdeploy.adapter.buildkit.proto.control.Vertex;
import dev.clickdeploy.adapter.buildkit.proto.control.VertexStatus;
import dev.clickdeploy.model.build.BuildReport.StepEnd;
import dev.clickdeploy.model.deployment.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What was told so far of one vertex. */
final class Step {
  /** What a vertex is to whoever watches. */
  enum Kind {
    STEP,
    PUSH,
    PLUMBING
  }

  private static final Duration PAUSE = Duration.ofMillis(250);

  final String name;
  final Kind kind;
  private final OutputLines out = new OutputLines();
  private final OutputLines err = new OutputLines();
  private final Deque<String> last = new ArrayDeque<>();

  /** From 1; 0 while nothing was told of it. */
  int number;

  Instant since = Instant.EPOCH;
  Duration took = Duration.ZERO;
  StepEnd end = StepEnd.STOPPED;
  boolean started;
  boolean ended;
  boolean failed;
  private final Map<String, Moved> moved = new HashMap<>();

  /** How much of something was told last, and when. */
  private record Moved(long current, Instant at) {}

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

  /** Whether it is time to tell how far a transfer is: at its end, and else now and then. */
  boolean isNews(VertexStatus status, Instant at) {
    Moved last = moved.get(status.getID());
    boolean news =
        last == null
            ? status.getCurrent() > 0
            : status.getCurrent() != last.current
                && (status.hasCompleted() || !at.isBefore(last.at.plus(PAUSE)));
    if (news) {
      moved.put(status.getID(), new Moved(status.getCurrent(), at));
    }
    return news;
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
