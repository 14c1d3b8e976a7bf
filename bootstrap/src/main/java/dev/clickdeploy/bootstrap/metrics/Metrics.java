package dev.clickdeploy.bootstrap.metrics;

import dev.clickdeploy.adapter.http.HttpServer;
import dev.clickdeploy.adapter.http.Monitoring;
import dev.clickdeploy.bootstrap.database.Database;
import dev.clickdeploy.port.out.EventSink;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Everything that one server counts, on its way to the log of events. */
public final class Metrics implements EventSink, Monitoring {
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
  private final QueueMetrics queue = new QueueMetrics(registry);
  private final BuildMetrics builds = new BuildMetrics(registry);
  private final HttpMetrics http = new HttpMetrics(registry);
  private final EventSink next;

  /** Counts events and hands them on. */
  public Metrics(EventSink next) {
    this.next = next;
    JvmMetrics.builder().register(registry);
  }

  /** Tells of its connections too. */
  public void watch(Database database) {
    new PoolMetrics(database.pool()).register(registry);
  }

  /** Tells of its streams too. */
  public void watch(HttpServer server) {
    GaugeWithCallback.builder()
        .name("clickdeploy_http_streams")
        .help("Responses that are being streamed, such as followed logs")
        .callback(gauge -> gauge.call(server.streams()))
        .register(registry);
  }

  @Override
  public void on(Event event) {
    next.on(event);
    switch (event) {
      case Event.JobClaimed e -> queue.claimed(e);
      case Event.JobEnded e -> queue.ended(e);
      case Event.JobRescued e -> queue.rescued(e);
      case Event.ClaimLost e -> queue.lost();
      case Event.QueueClaimed e -> queue.asked(e);
      case Event.QueueCounted e -> queue.counted(e.counts());
      case Event.BuildEnded e -> builds.ended(e);
      case Event.PushJudged e -> builds.judged(e);
      case Event.StatusRefused e -> builds.statusRefused();
      case Event.QueueCompleted e -> {}
      case Event.SignalsInterrupted e -> {}
      case Event.SignalsRestored e -> {}
      case Event.DeploymentChanged e -> {}
      case Event.ImageDeleted e -> {}
      case Event.ImageNotDeleted e -> {}
      case Event.Trouble e -> {}
    }
  }

  @Override
  public void ended(Ended exchange) {
    http.ended(exchange);
  }

  @Override
  public String metrics() {
    ByteArrayOutputStream text = new ByteArrayOutputStream(32_768);
    try {
      writer.write(text, registry.scrape());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
