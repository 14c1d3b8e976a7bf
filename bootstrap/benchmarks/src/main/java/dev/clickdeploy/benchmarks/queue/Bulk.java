package dev.clickdeploy.benchmarks.queue;

import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Metric;

/**
 * (a) Everything is enqueued, then the workers start and drain it; over when the database has no
 * unfinished job.
 */
final class Bulk implements QueueCase {
  private static final Metric ENQUEUE = new Metric("enqueue", "jobs/s", Better.MORE);

  @Override
  public String name() {
    return "bulk";
  }

  @Override
  public void measure(Contestant contestant, Bench bench) throws Exception {
    bench.onCopyOf(bench.fresh(contestant), contestant, run -> measure(contestant, bench, run));
  }

  private void measure(Contestant contestant, Bench bench, String database) throws Exception {
    int jobs = bench.sizes().bulk();
    long began = System.nanoTime();
    contestant.enqueue(jobs);
    bench.add(this, contestant, ENQUEUE, jobs / ((System.nanoTime() - began) / 1e9));
    bench.databases().settle(database);
    bench.add(this, contestant, DRAIN, drain(contestant, bench, database, jobs));
  }

  /**
   * The rate of a complete drain up to its last commit; of what was done when it takes too long.
   */
  static double drain(Contestant contestant, Bench bench, String database, int jobs)
      throws Exception {
    long began = System.nanoTime();
    Drained drained = contestant.drain(jobs, bench.sizes().limitSeconds());
    if (drained.handled() < jobs) {
      contestant.stop();
      return drained.perSecond();
    }
    bench.awaitCommitted(contestant, database);
    double seconds = (System.nanoTime() - began) / 1e9;
    int handled = contestant.stop();
    if (handled != jobs) {
      throw new IllegalStateException(jobs + " jobs were handled " + handled + " times");
    }
    return jobs / seconds;
  }
}
