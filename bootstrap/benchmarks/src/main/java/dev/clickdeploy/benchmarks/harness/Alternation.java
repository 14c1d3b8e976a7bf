package dev.clickdeploy.benchmarks.harness;

import java.util.List;

/** Who is measured when: in turn, and every second round backwards. */
public final class Alternation {
  private Alternation() {}

  /** The order of a round, counted from 0; what drifts during a run then hits everyone alike. */
  public static <T> List<T> order(List<T> systems, int round) {
    return round % 2 == 0 ? List.copyOf(systems) : systems.reversed();
  }
}
