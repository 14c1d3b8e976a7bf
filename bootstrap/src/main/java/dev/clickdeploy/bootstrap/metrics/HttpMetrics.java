package dev.clickdeploy.bootstrap.metrics;

import dev.clickdeploy.adapter.http.Monitoring;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Requests by the routes' templates, never by the paths that clients send. */
final class HttpMetrics {
  private static final double[] DURATIONS = {
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30
  };

  private final Histogram requests;
  private final Counter bytes;

  HttpMetrics(PrometheusRegistry registry) {
    requests =
        Histogram.builder()
            .name("clickdeploy_http_request_seconds")
            .help("Requests, from their head to the last byte of the answer")
            .classicOnly()
            .classicUpperBounds(DURATIONS)
            .labelNames("method", "route", "status")
            .register(registry);
    bytes =
        Counter.builder()
            .name("clickdeploy_http_response_bytes_total")
            .help("Bytes of answers' bodies")
            .labelNames("route")
            .register(registry);
  }

  void ended(Monitoring.Ended exchange) {
    requests
        .labelValues(exchange.method(), exchange.route(), String.valueOf(exchange.status()))
        .observe(Seconds.of(exchange.took()));
    bytes.labelValues(exchange.route()).inc(Math.max(0, exchange.bytes()));
  }
}
