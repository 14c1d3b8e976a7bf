package dev.clickdeploy.bootstrap.metrics;

import java.util.Set;

/** How jobs end. Handlers of an embedder may say more, which would be labels without end. */
final class Outcomes {
  private static final Set<String> KNOWN =
      Set.of(
          "completed",
          "attempt failed",
          "failed",
          "cancelled",
          "handed back",
          "lost",
          "unsettled",
          "succeeded",
          "superseded");

  private Outcomes() {}

  static String known(String outcome) {
    return KNOWN.contains(outcome) ? outcome : "other";
  }
}
