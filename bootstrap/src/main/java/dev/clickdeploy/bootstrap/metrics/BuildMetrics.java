package dev.clickdeploy.bootstrap.metrics;

import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.port.out.EventSink.Event;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;

/** Builds by how they ended, and pushes by what they led to. */
final class BuildMetrics {
  private static final double[] DURATIONS = {
    0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1_200, 1_800
  };

  private final Histogram builds;
  private final Histogram phases;
  private final Counter verdicts;
  private final Counter refused;

  BuildMetrics(PrometheusRegistry registry) {
    builds = histogram("clickdeploy_build_seconds", "Builds by outcome", registry, "outcome");
    phases =
        histogram(
            "clickdeploy_build_phase_seconds",
            "Phases of builds, by the builds' outcome",
            registry,
            "phase",
            "outcome");
    verdicts =
        Counter.builder()
            .name("clickdeploy_push_verdicts_total")
            .help("What new pushes meant for services, as judged when they came")
            .labelNames("source", "verdict", "reason")
            .register(registry);
    refused =
        Counter.builder()
            .name("clickdeploy_commit_statuses_refused_total")
            .help("Statuses of commits that git hosts did not take")
            .register(registry);
  }

  private static Histogram histogram(
      String name, String help, PrometheusRegistry registry, String... labels) {
    return Histogram.builder()
        .name(name)
        .help(help)
        .classicOnly()
        .classicUpperBounds(DURATIONS)
        .labelNames(labels)
        .register(registry);
  }

  void ended(Event.BuildEnded event) {
    String outcome = word(event.outcome());
    builds.labelValues(outcome).observe(Seconds.of(event.took()));
    event
        .phases()
        .forEach(
            (phase, took) -> phases.labelValues(word(phase), outcome).observe(Seconds.of(took)));
  }

  void judged(Event.PushJudged event) {
    String source = word(event.source());
    switch (event.verdict()) {
      case Verdict.Queued queued -> count(source, "queued", "");
      case Verdict.Pending pending -> count(source, "pending", "");
      case Verdict.Skipped skipped -> count(source, "skipped", word(skipped.why()));
      case Verdict.Superseded superseded -> count(source, "superseded", "");
    }
  }

  void statusRefused() {
    refused.inc();
  }

  private void count(String source, String verdict, String reason) {
    verdicts.labelValues(source, verdict, reason).inc();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
