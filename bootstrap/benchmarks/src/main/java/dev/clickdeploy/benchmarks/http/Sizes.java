package dev.clickdeploy.benchmarks.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much of everything; the two sizes differ in nothing else.
 *
 * @param lead of each rate and latency, before what is measured
 * @param rate how long a rate is measured
 * @param latency how long a latency is measured
 * @param deployments that are asked for
 * @param lines of each build's log
 * @param following how long lines are written for followers
 */
record Sizes(
    int rounds,
    Duration lead,
    Duration rate,
    Duration latency,
    int deployments,
    int lines,
    Duration following) {
  static final int CONNECTIONS = 48;
  static final int ORGANIZATIONS = 8;
  static final int SERVICES = 200;
  static final int BUILDS = 8;
  static final int FOLLOWERS = 1_000;
  static final int FOLLOWED = 20;
  static final int LINES_AT_ONCE = 5;
  static final int EVERY_MILLIS = 500;

  /** What the issue asks of two processors, and so what latencies are measured at. */
  static final int WEBHOOKS_PER_SECOND = 1_500;

  /** Half of what is asked as a rate: at all of it, a queue would be measured. */
  static final int LOOKUPS_PER_SECOND = 4_000;

  static final Sizes FULL = of(3, 5, 15, 20, 5_000, 100_000, 20);
  static final Sizes QUICK = of(1, 3, 5, 6, 2_000, 25_000, 5);

  private static Sizes of(
      int rounds, int lead, int rate, int latency, int deployments, int lines, int following) {
    return new Sizes(
        rounds,
        Duration.ofSeconds(lead),
        Duration.ofSeconds(rate),
        Duration.ofSeconds(latency),
        deployments,
        lines,
        Duration.ofSeconds(following));
  }

  Sizes withRounds(int other) {
    return new Sizes(other, lead, rate, latency, deployments, lines, following);
  }

  Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("rounds", rounds);
    facts.put("leadSeconds", lead.toSeconds());
    facts.put("rateSeconds", rate.toSeconds());
    facts.put("latencySeconds", latency.toSeconds());
    facts.put("connections", CONNECTIONS);
    facts.put("organizations", ORGANIZATIONS);
    facts.put("services", SERVICES);
    facts.put("webhooksPerSecondOfTheLatency", WEBHOOKS_PER_SECOND);
    facts.put("lookupsPerSecondOfTheLatency", LOOKUPS_PER_SECOND);
    facts.put("deployments", deployments);
    facts.put("builds", BUILDS);
    facts.put("linesOfEachBuild", lines);
    facts.put("followers", FOLLOWERS);
    facts.put("followedBuilds", FOLLOWED);
    facts.put("followedSeconds", following.toSeconds());
    facts.put("linesAtOnce", LINES_AT_ONCE);
    facts.put("everyMillis", EVERY_MILLIS);
    return facts;
  }
}
