package dev.clickdeploy.benchmarks.queue;

import java.util.Objects;

/** (c) Many finished jobs lie in the tables; then as in (a). */
final class History implements QueueCase {
  /** Made by real work, so that they are what the system leaves itself; the rest are copies. */
  private static final int REAL = 20_000;

  @Override
  public String name() {
    return "history";
  }

  @Override
  public boolean appliesTo(QueueSystem system) {
    return system.finished() != null;
  }

  @Override
  public void measure(Contestant contestant, Bench bench) throws Exception {
    String template =
        bench.template(contestant, "history", database -> fill(contestant, bench, database));
    bench.onCopyOf(
        template,
        contestant,
        run -> {
          int jobs = bench.sizes().bulk();
          contestant.enqueue(jobs);
          bench.databases().settle(run);
          bench.add(this, contestant, DRAIN, Bulk.drain(contestant, bench, run, jobs));
        });
  }

  private static void fill(Contestant contestant, Bench bench, String database) throws Exception {
    int wanted = bench.sizes().history();
    int real = Math.min(REAL, wanted / 2);
    bench.pass(contestant, database, real);
    String table = Objects.requireNonNull(contestant.system().finished(), "keeps history");
    bench.databases().multiply(database, table, real, wanted);
  }
}
