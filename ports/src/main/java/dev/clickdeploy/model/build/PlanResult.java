package dev.clickdeploy.model.build;

import java.util.List;
import java.util.Objects;

/** What planning came to. */
public sealed interface PlanResult {
  /** There is a plan. */
  record Planned(BuildPlan plan) implements PlanResult {
    public Planned {
      Objects.requireNonNull(plan, "plan");
    }
  }

  /**
   * No app was found, or the settings contradict the source.
   *
   * @param message what was looked for and what is missing
   * @param hint what to do
   * @param lookedFor the files that would have made a plan
   */
  record NotPlanned(String message, String hint, List<String> lookedFor) implements PlanResult {
    public NotPlanned {
      Objects.requireNonNull(message, "message");
      Objects.requireNonNull(hint, "hint");
      lookedFor = List.copyOf(lookedFor);
    }
  }
}
