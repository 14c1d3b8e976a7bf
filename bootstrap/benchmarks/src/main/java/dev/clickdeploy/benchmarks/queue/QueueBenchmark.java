package dev.clickdeploy.benchmarks.queue;

import dev.clickdeploy.benchmarks.harness.Benchmark;
import dev.clickdeploy.benchmarks.harness.Options;
import dev.clickdeploy.benchmarks.harness.Run;
import java.util.List;

/** {@code queue}: ours against its peers in four situations, in turn, round by round. */
public final class QueueBenchmark implements Benchmark {
  private static final List<QueueCase> CASES =
      List.of(new Bulk(), new Latency(), new Backlog(), new History(), new HeldSnapshot());

  @Override
  public String name() {
    return "queue";
  }

  @Override
  public void measure(Run run) throws Exception {
    Options options = run.options();
    Sizes usual = options.quick() ? Sizes.QUICK : Sizes.FULL;
    Sizes sizes =
        options.value("rounds").map(Integer::parseInt).map(usual::withRounds).orElse(usual);
    List<String> cases = options.chosen("cases", CASES.stream().map(QueueCase::name).toList());
    Databases databases =
        new Databases(Integer.parseInt(options.required("postgres-port")), !options.quick());
    Facts.tell(run, sizes, databases);
    try (Contest contest = new Contest(run, new Bench(databases, sizes, run.measurements()))) {
      contest.warmUp();
      for (QueueCase situation : CASES) {
        if (cases.contains(situation.name())) {
          for (int round = 0; round < sizes.rounds(); round++) {
            contest.round(situation, round);
          }
        }
      }
      contest.sharesOfFresh();
      contest.requireOurs();
    }
  }
}
