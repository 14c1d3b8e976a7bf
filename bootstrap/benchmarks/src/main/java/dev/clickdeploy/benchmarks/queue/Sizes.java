package dev.clickdeploy.benchmarks.queue;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of everything; the two sizes differ in nothing else.
 *
 * @param warmUp jobs before anything is measured, in each system's process
 * @param latencyLead jobs before the measured ones, for the workers to find their feet
 * @param latencySeconds of the open loop at {@link #PER_SECOND}
 * @param backlogDrain how many of the backlog are timed
 * @param budgetSeconds after which only ours is still measured
 * @param limitSeconds a drain that takes longer is rated by what it has done
 */
record Sizes(
    int rounds,
    int warmUp,
    int bulk,
    int latencyLead,
    int latencySeconds,
    int backlog,
    int backlogDrain,
    int history,
    int snapshotSeconds,
    int limitSeconds,
    int budgetSeconds) {
  static final int PER_SECOND = 20;
  static final Sizes FULL =
      new Sizes(3, 20_000, 100_000, 600, 60, 1_000_000, 100_000, 1_000_000, 60, 300, 86_400);
  static final Sizes QUICK = new Sizes(1, 400, 1_500, 5, 1, 4_000, 1_500, 1_000, 2, 2, 46);

  Sizes withRounds(int other) {
    return new Sizes(
        other,
        warmUp,
        bulk,
        latencyLead,
        latencySeconds,
        backlog,
        backlogDrain,
        history,
        snapshotSeconds,
        limitSeconds,
        budgetSeconds);
  }

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rounds", rounds);
    facts.put("warmUpJobs", warmUp);
    facts.put("bulkJobs", bulk);
    facts.put("latencyLeadJobs", latencyLead);
    facts.put("latencySeconds", latencySeconds);
    facts.put("latencyJobsPerSecond", PER_SECOND);
    facts.put("backlogJobs", backlog);
    facts.put("backlogDrainJobs", backlogDrain);
    facts.put("historyJobs", history);
    facts.put("snapshotSeconds", snapshotSeconds);
    return facts;
  }
}
