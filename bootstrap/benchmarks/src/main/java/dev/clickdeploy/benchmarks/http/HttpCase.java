package dev.clickdeploy.benchmarks.http;

import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Metric;

/** One thing that is asked of the server. */
interface HttpCase {
  Metric P50 = new Metric("p50", "ms", Better.LESS);
  Metric P99 = new Metric("p99", "ms", Better.LESS);
  Metric MAX = new Metric("max", "ms", Better.LESS);
  Metric MEMORY = new Metric("peak resident memory of the server", "MB", Better.LESS, false);

  String name();

  /** Measures one round, of the product and of its peers. */
  void measure(Stage stage, int round) throws Exception;
}
