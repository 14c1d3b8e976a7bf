package dev.clickdeploy.benchmarks.registry;

import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Metric;

/** One situation, measured as often as there are rounds. */
interface RegistryCase {
  Metric P50 = new Metric("p50, one at a time", "ms", Better.LESS);
  Metric P99 = new Metric("p99, one at a time", "ms", Better.LESS);
  Metric REQUESTS = new Metric("requests of each", "requests", Better.LESS);

  String name();

  void measure(Stage stage, int round) throws Exception;
}
