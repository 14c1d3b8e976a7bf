package dev.clickdeploy.benchmarks.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Metric;
import org.HdrHistogram.Histogram;

/**
 * (b) Idle workers wait; jobs come at a steady rate. From the moment at which a job was due to be
 * enqueued until the first line of its handler.
 */
final class Latency implements QueueCase {
  private static final Metric P50 = new Metric("p50", "ms", Better.LESS);
  private static final Metric P99 = new Metric("p99", "ms", Better.LESS);
  private static final Metric MAX = new Metric("max", "ms", Better.LESS);

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public void measure(Contestant contestant, Bench bench) throws Exception {
    int unmeasured = bench.sizes().latencyLead();
    int jobs = unmeasured + bench.sizes().latencySeconds() * Sizes.PER_SECOND;
    bench.onCopyOf(
        bench.fresh(contestant),
        contestant,
        run -> {
          JsonNode micros = contestant.latency(jobs, Sizes.PER_SECOND);
          contestant.stop();
          Histogram histogram = histogram(micros, unmeasured);
          bench.add(this, contestant, P50, histogram.getValueAtPercentile(50) / 1000.0);
          bench.add(this, contestant, P99, histogram.getValueAtPercentile(99) / 1000.0);
          bench.add(this, contestant, MAX, histogram.getMaxValue() / 1000.0);
        });
  }

  /** No correction is needed: each latency begins at the intended moment already. */
  private static Histogram histogram(JsonNode micros, int unmeasured) {
    Histogram histogram = new Histogram(3);
    for (int i = unmeasured; i < micros.size(); i++) {
      histogram.recordValue(Math.max(0, micros.get(i).longValue()));
    }
    return histogram;
  }
}
