package dev.clickdeploy.benchmarks.plan;

import dev.clickdeploy.adapter.railpack.HostileTrees;
import dev.clickdeploy.adapter.railpack.Railpack;
import dev.clickdeploy.benchmarks.harness.Benchmark;
import dev.clickdeploy.benchmarks.harness.Better;
import dev.clickdeploy.benchmarks.harness.Driver;
import dev.clickdeploy.benchmarks.harness.Measurements;
import dev.clickdeploy.benchmarks.harness.Metric;
import dev.clickdeploy.benchmarks.harness.Options;
import dev.clickdeploy.benchmarks.harness.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code plan}: how long planning takes. */
public final class PlanBenchmark implements Benchmark {
  private static final String HUNDRED = "100-apps";
  private static final String HOSTILE = "hostile";
  private static final Metric FIRST = new Metric("first time in a process", "s", Better.LESS);
  private static final Metric AGAIN = new Metric("tenth time in a process", "s", Better.LESS);
  private static final Metric SLOWEST = new Metric("slowest plan", "s", Better.LESS);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public void measure(Run run) throws Exception {
    Options options = run.options();
    int rounds = options.value("rounds").map(Integer::parseInt).orElse(options.quick() ? 1 : 5);
    List<String> cases = options.chosen("cases", List.of(HUNDRED, HOSTILE));
    for (int round = 1; round <= rounds; round++) {
      if (cases.contains(HUNDRED)) {
        run.say(HUNDRED + ", round " + round);
        hundred(run);
      }
      if (cases.contains(HOSTILE)) {
        run.say(HOSTILE + ", round " + round);
        hostile(run);
      }
    }
  }

  /** In a process of its own each time: what is compiled already would flatter. */
  private static void hundred(Run run) throws IOException, InterruptedException {
    Path log = Path.of(run.options().required("work")).resolve("planner.log");
    try (Driver planner = new Driver(PlanMain.command(), log)) {
      add(run, FIRST, planner);
      for (int i = 0; i < 8; i++) {
        planner.call(Driver.verb("plan"), PATIENCE);
      }
      add(run, AGAIN, planner);
    }
  }

  private static void add(Run run, Metric metric, Driver planner) throws InterruptedException {
    double seconds = planner.call(Driver.verb("plan"), PATIENCE).path("seconds").asDouble();
    run.measurements().add(HUNDRED, Measurements.OURS, metric, seconds);
  }

  private static void hostile(Run run) {
    Railpack planner = Railpack.planner("docker.io/library");
    Map<String, Double> slowest = new LinkedHashMap<>();
    int[] trees = {0};
    HostileTrees.all()
        .forEach(
            app -> {
              long began = System.nanoTime();
              planner.plan(app.tree(), app.settings(), Map.of());
              slowest.put(app.name(), (System.nanoTime() - began) / 1e9);
              trees[0]++;
            });
    Map.Entry<String, Double> worst =
        slowest.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
    run.measurements().add(HOSTILE, Measurements.OURS, SLOWEST, worst.getValue());
    run.fact("hostileTrees", trees[0]);
    run.fact("slowestHostileTree", worst.getKey());
  }
}
