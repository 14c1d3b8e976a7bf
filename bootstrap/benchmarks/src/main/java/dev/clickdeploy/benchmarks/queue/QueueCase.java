package dev.clickdeploy.benchmarks.queue;

import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Metric;

/** One situation in which every system is measured, on a database of its own each time. */
interface QueueCase {
  Metric DRAIN = new Metric("drain", "jobs/s", Better.MORE);

  String name();

  /** Whether this system can be in the situation at all. */
  default boolean appliesTo(QueueSystem system) {
    return true;
  }

  /** Measures one round. */
  void measure(Contestant contestant, Bench bench) throws Exception;
}
