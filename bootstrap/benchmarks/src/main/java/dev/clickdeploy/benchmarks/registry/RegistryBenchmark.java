package dev.clickdeploy.benchmarks.registry;

import dev.clickdeploy.benchmarks.harness.Benchmark;
import dev.clickdeploy.benchmarks.harness.Options;
import dev.clickdeploy.benchmarks.harness.Run;
import java.util.List;

/** {@code registry}: images verified and reused, on a registry on the same machine. */
public final class RegistryBenchmark implements Benchmark {
  private static final List<RegistryCase> CASES =
      List.of(new Verify(), new Tagging(), new ManyCalls(), new Deployed());

  @Override
  public String name() {
    return "registry";
  }

  @Override
  public void measure(Run run) throws Exception {
    Options options = run.options();
    Sizes usual = options.quick() ? Sizes.QUICK : Sizes.FULL;
    Sizes sizes =
        options.value("rounds").map(Integer::parseInt).map(usual::withRounds).orElse(usual);
    List<String> chosen = options.chosen("cases", CASES.stream().map(RegistryCase::name).toList());
    tell(run, sizes);
    Stage stage = Stage.prepare(run, sizes);
    for (RegistryCase situation : CASES) {
      for (int round = 0; chosen.contains(situation.name()) && round < sizes.rounds(); round++) {
        run.say(situation.name() + ", round " + (round + 1));
        situation.measure(stage, round);
      }
    }
  }

  private static void tell(Run run, Sizes sizes) {
    run.fact("sizes", sizes.facts());
    run.fact(
        "alike",
        "one registry (Debian's docker-registry, file system, no account) and one image of two"
            + " layers; who asks and the registry share the processors, nobody pinned");
    run.fact(
        "rates",
        "closed loop: each of the threads asks again once it is answered, warm connections");
    run.fact(
        "peer",
        Plain.NAME + " sends the same requests and believes every answer of status 200 or 201");
    run.fact("requests", "counted by a proxy between the client and the registry, after one call");
    run.fact("engine", run.options().value("engine-version").orElse("unknown"));
  }
}
