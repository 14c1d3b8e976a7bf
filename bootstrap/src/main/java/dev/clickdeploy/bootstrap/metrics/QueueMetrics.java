package dev.clickdeploy.bootstrap.metrics;

import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.port.out.EventSink.Event;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The queue: what is on it, and how jobs are taken from it and end. Kinds are few by nature. */
final class QueueMetrics {
  private static final double[] WAITS = {0.005, 0.025, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3_600};

  private final Counter claims;
  private final Counter ended;
  private final Counter rescued;
  private final Counter lost;
  private final Histogram waits;
  private final Histogram asking;
  private volatile List<JobCounts> counts = List.of();

  QueueMetrics(PrometheusRegistry registry) {
    claims = counter("claimed", "Jobs that a worker of this process took", "kind", registry);
    ended =
        Counter.builder()
            .name("clickdeploy_jobs_ended_total")
            .help("Attempts that ended, by outcome")
            .labelNames("kind", "outcome")
            .register(registry);
    rescued = counter("rescued", "Jobs taken from dead workers", "kind", registry);
    lost =
        Counter.builder()
            .name("clickdeploy_claims_lost_total")
            .help("Claims that were outlived, their work discarded")
            .register(registry);
    waits = seconds("clickdeploy_job_wait_seconds", "From due to claimed", registry, "kind");
    asking = seconds("clickdeploy_queue_claim_seconds", "Asking the queue for work", registry);
    gauges(registry);
  }

  private static Counter counter(
      String what, String help, String label, PrometheusRegistry registry) {
    return Counter.builder()
        .name("clickdeploy_jobs_" + what + "_total")
        .help(help)
        .labelNames(label)
        .register(registry);
  }

  private static Histogram seconds(
      String name, String help, PrometheusRegistry registry, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(WAITS)
        .labelNames(labels)
        .register(registry);
  }

  private void gauges(PrometheusRegistry registry) {
    GaugeWithCallback.builder()
        .name("clickdeploy_queue_jobs")
        .help("Jobs on the queue, counted now and then by each process that works")
        .labelNames("kind", "status")
        .callback(gauge -> counts.forEach(each -> tell(gauge, each)))
        .register(registry);
    GaugeWithCallback.builder()
        .name("clickdeploy_queue_oldest_seconds")
        .help("How long the oldest ready job has been due; 0 without one")
        .labelNames("kind")
        .callback(
            gauge ->
                counts.forEach(each -> gauge.call(oldest(each.oldestReady()), each.kind().value())))
        .register(registry);
  }

  private static void tell(GaugeWithCallback.Callback gauge, JobCounts counts) {
    String kind = counts.kind().value();
    gauge.call(counts.ready(), kind, "ready");
    gauge.call(counts.scheduled(), kind, "scheduled");
    gauge.call(counts.processing(), kind, "processing");
    gauge.call(counts.failed(), kind, "failed");
  }

  private static double oldest(@Nullable Duration age) {
    return age == null ? 0 : Seconds.of(age);
  }

  void claimed(Event.JobClaimed event) {
    claims.labelValues(event.kind().value()).inc();
    waits.labelValues(event.kind().value()).observe(Seconds.of(event.waited()));
  }

  void ended(Event.JobEnded event) {
    ended.labelValues(event.kind().value(), Outcomes.known(event.outcome())).inc();
  }

  void rescued(Event.JobRescued event) {
    rescued.labelValues(event.kind().value()).inc();
  }

  void lost() {
    lost.inc();
  }

  void asked(Event.QueueClaimed event) {
    asking.observe(Seconds.of(event.took()));
  }

  void counted(List<JobCounts> now) {
    counts = now;
  }
}
