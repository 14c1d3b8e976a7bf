package dev.clickdeploy.benchmarks.http;

import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Driver;
import dev.clickdeploy.benchmarks.harness.Measurements;
import dev.clickdeploy.benchmarks.harness.Metric;
import dev.clickdeploy.benchmarks.http.load.EventStreams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Many who follow some builds on one server while another process writes those builds' logs: from
 * the call that writes a line until its bytes are at each of the followers.
 */
final class Followers implements HttpCase {
  private static final Metric DELIVERED = new Metric("delivered", "lines/s", Better.MORE, false);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "followers";
  }

  @Override
  public void measure(Stage stage, int round) throws Exception {
    List<String> builds = stage.writer().begin(Sizes.FOLLOWED);
    List<String> requests = new ArrayList<>();
    for (int i = 0; i < Sizes.FOLLOWERS; i++) {
      requests.add(request(builds.get(i % builds.size()), stage.writer().token()));
    }
    try (EventStreams streams = new EventStreams(stage.server(true), requests)) {
      streams.awaitBegun(PATIENCE);
      hear(stage, streams, (int) stage.sizes().lead().toSeconds());
      int seconds = (int) stage.sizes().following().toSeconds();
      Histogram heard = hear(stage, streams, seconds);
      stage.add(this, Measurements.OURS, P50, heard.getValueAtPercentile(50) / 1000.0);
      stage.add(this, Measurements.OURS, P99, heard.getValueAtPercentile(99) / 1000.0);
      stage.add(this, Measurements.OURS, MAX, heard.getMaxValue() / 1000.0);
      stage.add(this, Measurements.OURS, DELIVERED, heard.getTotalCount() / (double) seconds);
    }
    stage.add(this, Measurements.OURS, MEMORY, stage.peakMegabytes());
  }

  private static Histogram hear(Stage stage, EventStreams streams, int seconds) throws Exception {
    int lines =
        stage
            .writer()
            .call(
                Driver.verb("drip")
                    .put("linesAtOnce", Sizes.LINES_AT_ONCE)
                    .put("everyMillis", Sizes.EVERY_MILLIS)
                    .put("seconds", seconds))
            .required("lines")
            .intValue();
    return streams.awaitMarks((long) lines * Sizes.FOLLOWERS, PATIENCE);
  }

  private static String request(String deployment, String token) {
    return "GET %s/deployments/%s/logs HTTP/1.1\r\nHost: benchmark\r\nAccept: text/event-stream\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(Api.PATH, deployment, token);
  }
}
