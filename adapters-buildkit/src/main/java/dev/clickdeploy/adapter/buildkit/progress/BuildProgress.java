package dev.clickdeploy.adapter.buildkit.progress;

import com.google.protobuf.Timestamp;
import dev.clickdeploy.adapter.buildkit.proto.control.StatusResponse;
import dev.clickdeploy.adapter.buildkit.proto.control.Vertex;
import dev.clickdeploy.adapter.buildkit.proto.control.VertexLog;
import dev.clickdeploy.adapter.buildkit.proto.control.VertexStatus;
import dev.clickdeploy.adapter.buildkit.proto.control.VertexWarning;
import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildReport;
import dev.clickdeploy.model.build.BuildReport.StepEnd;
import dev.clickdeploy.model.build.BuildReport.StepReport;
import dev.clickdeploy.model.deployment.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tells a build's events. The daemon repeats a vertex whenever something of it changes; each change
 * is told once. Vertices named {@code [internal]} or {@code [auth]} are plumbing, of which only
 * failures are told. One thread at a time.
 */
public final class BuildProgress {
  /** The daemon's word for standard error. */
  private static final int STANDARD_ERROR = 2;

  private final Consumer<BuildEvent> events;
  private final boolean pushes;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private int numbers;
  private int total;
  private int done;
  private int cached;
  private Instant latest;

  /**
   * Tells events to this consumer.
   *
   * @param pushes whether the export is a push; else it is plumbing
   * @param now the time of what has none of its own
   */
  public BuildProgress(Consumer<BuildEvent> events, boolean pushes, Instant now) {
    this.events = events;
    this.pushes = pushes;
    this.latest = now;
  }

  /** Takes a piece of the status stream: what ends in it has its output told before that. */
  public void on(StatusResponse status) {
    status.getVertexesList().forEach(this::discover);
    Set<String> ending =
        status.getVertexesList().stream()
            .filter(Vertex::hasCompleted)
            .map(Vertex::getDigest)
            .collect(Collectors.toSet());
    for (boolean ends : new boolean[] {true, false}) {
      List<Vertex> vertices =
          status.getVertexesList().stream()
              .filter(vertex -> ends == ending.contains(vertex.getDigest()))
              .toList();
      vertices.forEach(this::begin);
      status.getLogsList().stream()
          .filter(log -> ends == ending.contains(log.getVertex()))
          .forEach(this::output);
      status.getStatusesList().stream()
          .filter(moved -> ends == ending.contains(moved.getVertex()))
          .forEach(this::moved);
      vertices.forEach(this::end);
    }
    status.getWarningsList().forEach(this::warn);
  }

  /** Tells what was said without a line end when nothing more can follow. */
  public void finish() {
    steps.values().forEach(step -> flush(step, latest));
  }

  private void flush(Step step, Instant at) {
    for (boolean error : new boolean[] {false, true}) {
      step.flush(error, line -> tell(step, error, at, line));
    }
  }

  private void discover(Vertex vertex) {
    if (!steps.containsKey(vertex.getDigest())) {
      Step step = new Step(vertex, pushes);
      steps.put(vertex.getDigest(), step);
      total += step.isVisible() ? 1 : 0;
    }
  }

  private void begin(Vertex vertex) {
    Step step = steps.get(vertex.getDigest());
    if (step == null || !vertex.hasStarted() || step.started || vertex.getCached()) {
      return;
    }
    step.started = true;
    step.since = instant(vertex.getStarted());
    switch (step.kind) {
      case STEP ->
          events.accept(
              new BuildEvent.StepStarted(number(step), step.name, step.since, progress()));
      case PUSH -> events.accept(new BuildEvent.PushStarted(number(step), step.since));
      case PLUMBING -> {}
    }
  }

  /** Counted when it is first told of: the daemon lists the last step first. */
  private int number(Step step) {
    if (step.number == 0) {
      step.number = ++numbers;
    }
    return step.number;
  }

  private void output(VertexLog log) {
    Step step = steps.get(log.getVertex());
    if (step != null) {
      boolean error = log.getStream() == STANDARD_ERROR;
      Instant at = instant(log.getTimestamp());
      step.output(error, log.getMsg(), line -> tell(step, error, at, line));
    }
  }

  private void tell(Step step, boolean error, Instant at, String line) {
    if (step.kind != Step.Kind.PLUMBING) {
      events.accept(new BuildEvent.Output(number(step), at, error, line));
    }
  }

  private void moved(VertexStatus status) {
    Step step = steps.get(status.getVertex());
    if (step == null || step.kind == Step.Kind.PLUMBING || !step.started || step.ended) {
      return;
    }
    Instant at = instant(status.getTimestamp());
    if (step.isNews(status, at)) {
      String what = status.getName().isEmpty() ? status.getID() : status.getName();
      events.accept(
          new BuildEvent.Transferred(
              number(step), at, what, status.getCurrent(), status.getTotal()));
    }
  }

  private void warn(VertexWarning warning) {
    Step step = steps.get(warning.getVertex());
    int number = step == null || !step.isVisible() ? Math.max(1, numbers) : number(step);
    events.accept(new BuildEvent.Warning(number, latest, warning.getShort().toStringUtf8()));
  }

  private void end(Vertex vertex) {
    Step step = steps.get(vertex.getDigest());
    if (step == null || step.ended || !vertex.hasCompleted()) {
      return;
    }
    step.ended = true;
    Instant at = instant(vertex.getCompleted());
    flush(step, at);
    step.took = step.started ? Duration.between(step.since, at) : Duration.ZERO;
    if (!vertex.getError().isEmpty()) {
      fail(step, at, vertex.getError());
    } else if (step.isVisible()) {
      done++;
      cached += vertex.getCached() ? 1 : 0;
      step.end = vertex.getCached() ? StepEnd.CACHED : StepEnd.FINISHED;
      events.accept(
          vertex.getCached()
              ? new BuildEvent.StepCached(number(step), step.name, at, progress())
              : new BuildEvent.StepFinished(number(step), step.name, at, step.took, progress()));
    }
  }

  private void fail(Step step, Instant at, String error) {
    boolean bystander = error.contains("context canceled");
    if (bystander && !step.isVisible()) {
      return;
    }
    step.failed = !bystander;
    step.end = bystander ? StepEnd.STOPPED : StepEnd.FAILED;
    String text = bystander ? "stopped" : error;
    events.accept(new BuildEvent.StepFailed(number(step), step.name, at, text, progress()));
  }

  /** How far the build is. */
  public Progress progress() {
    return new Progress(total, done, cached);
  }

  /** Every step: those that were told of by their numbers, then those that never began. */
  public BuildReport report() {
    Comparator<Step> untoldLast = Comparator.comparingInt(s -> s.number == 0 ? 1 : 0);
    List<StepReport> reports =
        steps.values().stream()
            .filter(Step::isVisible)
            .sorted(untoldLast.thenComparingInt(step -> step.number))
            .map(step -> new StepReport(number(step), step.name, step.end, step.took))
            .toList();
    return new BuildReport(reports);
  }

  /**
   * The last lines of a failed step's output.
   *
   * @param vertex digest of the step, or any other text for the first one that failed
   */
  public List<String> lastLines(String vertex) {
    Step step = steps.get(vertex);
    return step != null
        ? step.lastLines()
        : steps.values().stream()
            .filter(s -> s.failed)
            .findFirst()
            .map(Step::lastLines)
            .orElse(List.of());
  }

  private Instant instant(Timestamp timestamp) {
    Instant at = Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    latest = at.isAfter(latest) ? at : latest;
    return at;
  }
}
