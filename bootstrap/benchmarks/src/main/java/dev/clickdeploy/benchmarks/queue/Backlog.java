package dev.clickdeploy.benchmarks.queue;

/** (c) A large backlog waits; the first part of it is timed. */
final class Backlog implements QueueCase {
  @Override
  public String name() {
    return "backlog";
  }

  @Override
  public void measure(Contestant contestant, Bench bench) throws Exception {
    bench.onCopyOf(
        template(contestant, bench),
        contestant,
        run -> {
          Sizes sizes = bench.sizes();
          Drained drained = contestant.drain(sizes.backlogDrain(), sizes.limitSeconds());
          contestant.stop();
          bench.add(this, contestant, DRAIN, drained.perSecond());
        });
  }

  static String template(Contestant contestant, Bench bench) throws Exception {
    return bench.template(
        contestant, "backlog", database -> contestant.enqueue(bench.sizes().backlog()));
  }
}
