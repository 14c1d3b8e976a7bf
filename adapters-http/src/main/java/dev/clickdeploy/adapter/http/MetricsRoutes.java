package dev.clickdeploy.adapter.http;

import java.util.List;

/** {@code /metrics} for Prometheus. */
final class MetricsRoutes {
  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Monitoring monitoring;
  private final Access access;

  MetricsRoutes(Monitoring monitoring, Access access) {
    this.monitoring = monitoring;
    this.access = access;
  }

  List<Route> routes() {
    return List.of(
        Route.get("/metrics", access, request -> Answer.text(TYPE, monitoring.metrics()))
            .describe("getMetrics", "What is counted, in Prometheus' text format")
            .answers(200, "text/plain", Schema.text()));
  }
}
