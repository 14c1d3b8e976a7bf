package dev.clickdeploy.benchmarks.registry;

import java.time.Duration;
import java.util.Map;

/**
 * How much of everything; the two sizes differ in nothing else.
 *
 * @param lead before what is measured
 * @param rate how long a rate or a latency is measured
 * @param deployments of each kind in a round
 */
record Sizes(int rounds, Duration lead, Duration rate, int deployments) {
  static final int THREADS = 8;
  static final int CALLS = 10_000;
  static final int PROGRAMS = 20;

  static final Sizes FULL = new Sizes(3, Duration.ofSeconds(3), Duration.ofSeconds(5), 10);
  static final Sizes QUICK = new Sizes(1, Duration.ofSeconds(1), Duration.ofSeconds(3), 3);

  Sizes withRounds(int other) {
    return new Sizes(other, lead, rate, deployments);
  }

  Map<String, Object> facts() {
    return Map.of(
        "rounds", rounds,
        "leadSeconds", lead.toSeconds(),
        "rateSeconds", rate.toSeconds(),
        "threads", THREADS,
        "calls", CALLS,
        "startsOfAProgram", PROGRAMS,
        "deploymentsOfEachKind", deployments);
  }
}
