package dev.clickdeploy.benchmarks.http;

import dev.clickdeploy.benchmarks.harness.Benchmark;
import dev.clickdeploy.benchmarks.harness.Options;
import dev.clickdeploy.benchmarks.harness.Run;
import java.util.List;

/** {@code http}: what platform teams ask of a server, on a machine that everything shares. */
public final class HttpBenchmark implements Benchmark {
  private static final List<HttpCase> CASES =
      List.of(new Webhooks(), new Lookups(), new Ingest(), new Followers());

  @Override
  public String name() {
    return "http";
  }

  @Override
  public void measure(Run run) throws Exception {
    Options options = run.options();
    Sizes usual = options.quick() ? Sizes.QUICK : Sizes.FULL;
    Sizes sizes =
        options.value("rounds").map(Integer::parseInt).map(usual::withRounds).orElse(usual);
    List<String> chosen = options.chosen("cases", CASES.stream().map(HttpCase::name).toList());
    run.fact("sizes", sizes.facts());
    tell(run);
    run.say("preparing");
    try (Stage stage = new Stage(run, sizes)) {
      run.fact("postgres", stage.ledger().settings());
      for (HttpCase situation : CASES) {
        for (int round = 0; chosen.contains(situation.name()) && round < sizes.rounds(); round++) {
          run.say(situation.name() + ", round " + (round + 1));
          situation.measure(stage, round);
        }
      }
    }
  }

  private static void tell(Run run) {
    run.fact("heapMegabytes", Server.HEAP_MEGABYTES);
    run.fact(
        "alike",
        "one PostgreSQL and one load generator on the same processors as every server, nobody"
            + " pinned; 8 pooled connections each");
    run.fact(
        "rates", "closed loop: each connection asks again once it is answered, none is pipelined");
    run.fact(
        "latencies",
        "open loop at a steady rate: from the moment at which a request was due, so that waiting"
            + " counts; of followers, from the call that writes a line to its bytes at each");
    run.fact(
        "webhooks",
        "each a signed GitHub push of a commit of its own, about 7 kB; every accepted one is looked"
            + " for in the database; each supersedes the service's one before");
  }
}
