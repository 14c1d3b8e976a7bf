package dev.clickdeploy.benchmarks.build;

import dev.clickdeploy.adapter.git.GitHost;
import dev.clickdeploy.benchmarks.harness.Benchmark;
import dev.clickdeploy.benchmarks.harness.Options;
import dev.clickdeploy.benchmarks.harness.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** {@code build}: from a commit to a verified image, ours against git and buildx by hand. */
public final class BuildBenchmark implements Benchmark {
  @Override
  public String name() {
    return "build";
  }

  @Override
  public void measure(Run run) throws Exception {
    Options options = run.options();
    Sizes usual = options.quick() ? Sizes.QUICK : Sizes.FULL;
    Sizes sizes =
        options.value("rounds").map(Integer::parseInt).map(usual::withRounds).orElse(usual);
    List<String> labels = Stream.of(BuildCase.values()).map(each -> each.label).toList();
    List<String> chosen = options.chosen("cases", labels);
    Path work = Path.of(options.required("work"));
    Path repositories = Files.createDirectories(work.resolve("git"));
    tell(run, sizes);
    try (GitHost host = GitHost.start(repositories);
        OurSystem ours = new OurSystem(options)) {
      Rounds rounds =
          new Rounds(
              sizes,
              run.measurements(),
              ours,
              new ByHand(options),
              host,
              repositories,
              work.resolve("repositories.log"));
      run.say("warming up");
      rounds.warmUp();
      for (BuildCase situation : BuildCase.values()) {
        if (chosen.contains(situation.label)) {
          for (int round = 0; round < sizes.rounds(situation); round++) {
            run.say(situation.label + ", round " + (round + 1));
            rounds.measure(situation, round);
          }
        }
      }
    }
  }

  private static void tell(Run run, Sizes sizes) {
    run.fact("sizes", sizes.facts());
    run.fact("heapMegabytes", OurSystem.HEAP_MEGABYTES);
    run.fact(
        "alike",
        "one daemon, registry and git host; repositories of equal shape, each with content of its"
            + " own, .git ignored; base image known to the daemon");
    run.fact(
        "warm",
        "ours is a server, measured after "
            + Rounds.WARM_UP_BUILDS
            + " small and as many large"
            + " builds; git and buildx are compiled programs, started anew each time");
    run.fact(
        "compression",
        "each side's default: ours asks for gzip at level 1, buildx leaves it to the daemon, which"
            + " takes 6; files are random, so neither makes them smaller");
    run.fact("engine", run.options().value("engine-version").orElse("unknown"));
  }
}
