package dev.clickdeploy.benchmarks.queue;

import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Metric;

/**
 * (d) A backlog is drained while another session holds a snapshot from before, so that dead rows
 * pile up.
 */
final class HeldSnapshot implements QueueCase {
  private static final Metric AT_LAST = new Metric("drain-at-last", "jobs/s", Better.MORE);
  private static final int LAST_SECONDS = 10;

  @Override
  public String name() {
    return "snapshot";
  }

  @Override
  public void measure(Contestant contestant, Bench bench) throws Exception {
    bench.onCopyOf(
        Backlog.template(contestant, bench),
        contestant,
        run -> {
          try (Snapshot snapshot = new Snapshot(bench.databases().connect(run))) {
            Drained drained =
                contestant.drain(bench.sizes().backlog(), bench.sizes().snapshotSeconds());
            contestant.stop();
            bench.add(this, contestant, DRAIN, drained.perSecond());
            bench.add(this, contestant, AT_LAST, drained.perSecondOfLast(LAST_SECONDS));
          }
        });
  }
}
