package dev.clickdeploy.adapter.buildkit.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.clickdeploy.adapter.buildkit.proto.control.StatusResponse;
import dev.clickdeploy.adapter.buildkit.proto.control.Vertex;
import dev.clickdeploy.adapter.buildkit.proto.control.VertexLog;
import dev.clickdeploy.adapter.buildkit.proto.control.VertexStatus;
import dev.clickdeploy.adapter.buildkit.proto.control.VertexWarning;
import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildEvent.Output;
import dev.clickdeploy.model.build.BuildEvent.PushStarted;
import dev.clickdeploy.model.build.BuildEvent.StepCached;
import dev.clickdeploy.model.build.BuildEvent.StepFailed;
import dev.clickdeploy.model.build.BuildEvent.StepFinished;
import dev.clickdeploy.model.build.BuildEvent.StepStarted;
import dev.clickdeploy.model.build.BuildEvent.Transferred;
import dev.clickdeploy.model.build.BuildEvent.Warning;
import dev.clickdeploy.model.build.BuildReport.StepEnd;
import dev.clickdeploy.model.build.BuildReport.StepReport;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildProgressTest {
  private static final Instant NOW = Instant.ofEpochSecond(0);
  private final List<BuildEvent> events = new ArrayList<>();
  private final BuildProgress progress = new BuildProgress(events::add, true, NOW);

  private static Vertex.Builder vertex(String name) {
    return Vertex.newBuilder().setDigest("sha256:" + name).setName(name);
  }

  private static Vertex.Builder started(String name, long second) {
    return vertex(name).setStarted(Timestamp.newBuilder().setSeconds(second));
  }

  private static Vertex.Builder ended(String name, long begin, long end) {
    return started(name, begin).setCompleted(Timestamp.newBuilder().setSeconds(end));
  }

  private void told(Vertex.Builder... vertices) {
    StatusResponse.Builder status = StatusResponse.newBuilder();
    for (Vertex.Builder vertex : vertices) {
      status.addVertexes(vertex);
    }
    progress.on(status.build());
  }

  private void logged(String name, int stream, String text) {
    progress.on(
        StatusResponse.newBuilder()
            .addLogs(
                VertexLog.newBuilder()
                    .setVertex("sha256:" + name)
                    .setStream(stream)
                    .setTimestamp(Timestamp.newBuilder().setSeconds(9))
                    .setMsg(ByteString.copyFromUtf8(text)))
            .build());
  }

  private static Instant second(long second) {
    return Instant.ofEpochSecond(second);
  }

  @Test
  void steps_are_numbered_as_they_begin_and_each_change_is_told_once() {
    told(vertex("RUN b"), vertex("RUN a"));
    told(started("RUN a", 1));
    told(started("RUN a", 1));
    told(ended("RUN a", 1, 3), started("RUN b", 3));
    told(ended("RUN a", 1, 3), ended("RUN b", 3, 4));

    assertThat(events)
        .containsExactly(
            new StepStarted(1, "RUN a", second(1), new Progress(2, 0, 0)),
            new StepFinished(1, "RUN a", second(3), Duration.ofSeconds(2), new Progress(2, 1, 0)),
            new StepStarted(2, "RUN b", second(3), new Progress(2, 1, 0)),
            new StepFinished(2, "RUN b", second(4), Duration.ofSeconds(1), new Progress(2, 2, 0)));
  }

  @Test
  void a_cached_step_is_told_by_that_alone() {
    told(ended("COPY . .", 1, 1).setCached(true));

    assertThat(events)
        .containsExactly(new StepCached(1, "COPY . .", second(1), new Progress(1, 1, 1)));
  }

  @Test
  void plumbing_is_not_told_unless_it_fails() {
    told(ended("[internal] load build context", 1, 2), ended("[auth] a/b:pull token for x", 1, 2));
    assertThat(events).isEmpty();
    assertThat(progress.progress()).isEqualTo(Progress.NONE);

    told(ended("[internal] load metadata for x", 1, 2).setError("not found"));

    assertThat(events)
        .containsExactly(
            new StepFailed(
                1, "[internal] load metadata for x", second(2), "not found", Progress.NONE));
  }

  @Test
  void the_export_is_the_push_and_no_step() {
    told(started("exporting to image", 5));
    told(ended("exporting to image", 5, 6));

    assertThat(events).containsExactly(new PushStarted(1, second(5)));
    assertThat(progress.progress()).isEqualTo(Progress.NONE);
  }

  @Test
  void without_a_push_the_export_is_plumbing() {
    List<BuildEvent> told = new ArrayList<>();

    new BuildProgress(told::add, false, NOW)
        .on(StatusResponse.newBuilder().addVertexes(ended("exporting to image", 5, 6)).build());

    assertThat(told).isEmpty();
  }

  @Test
  void a_failed_push_is_told() {
    told(ended("exporting to image", 5, 6).setError("failed to push"));

    assertThat(events)
        .containsExactly(
            new PushStarted(1, second(5)),
            new StepFailed(1, "exporting to image", second(6), "failed to push", Progress.NONE));
  }

  @Test
  void a_step_that_another_ones_failure_stops_is_not_the_one_that_failed() {
    told(started("RUN a", 1), started("RUN b", 1));
    logged("RUN a", 1, "innocent\n");
    logged("RUN b", 2, "guilty\n");

    told(
        ended("RUN a", 1, 2).setError("process canceled: context canceled"),
        ended("RUN b", 1, 2).setError("exit code: 1"));

    assertThat(events.stream().filter(StepFailed.class::isInstance).map(StepFailed.class::cast))
        .extracting(StepFailed::error)
        .containsExactly("stopped", "exit code: 1");
    assertThat(progress.lastLines("")).containsExactly("guilty");
    assertThat(progress.lastLines("sha256:RUN a")).containsExactly("innocent");
  }

  @Test
  void output_is_told_by_line_and_stream() {
    told(started("RUN a", 1));
    logged("RUN a", 1, "one\ntw");
    logged("RUN a", 2, "err");
    logged("RUN a", 1, "o\r\n\n");
    logged("RUN a", 1, "10%\r50%\r100%\nrest");
    told(ended("RUN a", 1, 3));

    assertThat(events.stream().filter(Output.class::isInstance))
        .containsExactly(
            new Output(1, second(9), false, "one"),
            new Output(1, second(9), false, "two"),
            new Output(1, second(9), false, ""),
            new Output(1, second(9), false, "100%"),
            new Output(1, second(3), false, "rest"),
            new Output(1, second(3), true, "err"));
    assertThat(events).last().isInstanceOf(StepFinished.class);
  }

  @Test
  void what_is_said_after_a_step_has_ended_is_not_lost() {
    told(ended("RUN a", 1, 3));
    logged("RUN a", 1, "late");

    progress.finish();

    assertThat(events).last().isEqualTo(new Output(1, second(9), false, "late"));
  }

  @Test
  void a_character_that_is_cut_in_two_stays_whole() {
    told(started("RUN a", 1));
    byte[] bytes = "日\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    for (byte b : bytes) {
      progress.on(
          StatusResponse.newBuilder()
              .addLogs(
                  VertexLog.newBuilder()
                      .setVertex("sha256:RUN a")
                      .setStream(1)
                      .setMsg(ByteString.copyFrom(new byte[] {b})))
              .build());
    }

    assertThat(events).last().extracting("text").isEqualTo("日");
  }

  @Test
  void an_endless_line_is_told_once_so_that_no_secret_lies_across_two_pieces() {
    told(started("RUN a", 1));

    logged("RUN a", 1, "𝄞".repeat(3 * OutputLines.LONGEST));
    logged("RUN a", 1, "…end\nnext\n");

    assertThat(events).hasSize(3);
    String told = ((BuildEvent.Output) events.get(1)).text();
    assertThat(told).matches("(𝄞)+").hasSizeGreaterThan(LogLine.MAX_LENGTH);
    assertThat(((BuildEvent.Output) events.get(2)).text()).isEqualTo("next");
  }

  @Test
  void only_the_last_lines_are_kept() {
    told(started("RUN a", 1));
    for (int i = 1; i <= 100; i++) {
      logged("RUN a", 1, i + "\n");
    }

    assertThat(progress.lastLines("sha256:RUN a")).hasSize(20).first().isEqualTo("81");
  }

  @Test
  void warnings_are_told_at_the_latest_time_heard_of() {
    told(started("RUN a", 7));

    progress.on(
        StatusResponse.newBuilder()
            .addWarnings(
                VertexWarning.newBuilder()
                    .setVertex("sha256:RUN a")
                    .setShort(ByteString.copyFromUtf8("MaintainerDeprecated")))
            .build());

    assertThat(events).last().isEqualTo(new Warning(1, second(7), "MaintainerDeprecated"));
  }

  private void moved(String name, String id, long current, long total, long millis) {
    progress.on(
        StatusResponse.newBuilder()
            .addStatuses(
                VertexStatus.newBuilder()
                    .setVertex("sha256:" + name)
                    .setID(id)
                    .setCurrent(current)
                    .setTotal(total)
                    .setTimestamp(
                        Timestamp.newBuilder()
                            .setSeconds(millis / 1000)
                            .setNanos((int) (millis % 1000) * 1_000_000)))
            .build());
  }

  @Test
  void bytes_are_told_now_and_then_for_each_thing_that_moves() {
    told(started("FROM x", 1));
    moved("FROM x", "layer a", 0, 100, 1_000);
    moved("FROM x", "layer a", 10, 100, 1_010);
    moved("FROM x", "layer a", 20, 100, 1_020);
    moved("FROM x", "layer b", 5, 0, 1_030);
    moved("FROM x", "layer a", 90, 100, 1_300);
    moved("FROM x", "layer a", 90, 100, 2_300);

    assertThat(events.stream().filter(Transferred.class::isInstance).map(Transferred.class::cast))
        .extracting(Transferred::step, Transferred::what, Transferred::current, Transferred::total)
        .containsExactly(
            tuple(1, "layer a", 10L, 100L),
            tuple(1, "layer b", 5L, 0L),
            tuple(1, "layer a", 90L, 100L));
  }

  @Test
  void the_report_has_every_step_by_its_number() {
    told(vertex("RUN later"), vertex("[internal] load"), vertex("RUN b"), vertex("FROM x"));
    told(started("FROM x", 1).setCached(true).setCompleted(Timestamp.newBuilder().setSeconds(1)));
    told(ended("RUN a", 1, 4));
    told(ended("RUN b", 4, 6).setError("exit code: 1"));

    assertThat(progress.report().steps())
        .containsExactly(
            new StepReport(1, "FROM x", StepEnd.CACHED, Duration.ZERO),
            new StepReport(2, "RUN a", StepEnd.FINISHED, Duration.ofSeconds(3)),
            new StepReport(3, "RUN b", StepEnd.FAILED, Duration.ofSeconds(2)),
            new StepReport(4, "RUN later", StepEnd.STOPPED, Duration.ZERO));
    assertThat(progress.report().cached()).isEqualTo(1);
  }
}
