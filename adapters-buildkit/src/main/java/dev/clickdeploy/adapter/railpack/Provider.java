package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.model.build.BuildPlan;
import java.util.Optional;

/** Knows one kind of app. */
interface Provider {
  /**
   * A plan, or empty when the app is of another kind.
   *
   * @throws PlanningException when it is of this kind but cannot be planned
   */
  Optional<BuildPlan> plan(App app);
}
