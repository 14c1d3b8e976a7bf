package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.model.build.BuildPlan;
import java.util.Optional;

/** Knows one kind of app. Has no state: one instance plans for everybody. */
public interface Provider {
  /** What it knows. */
  Kind kind();

  /** The file, directory or setting by which the app is of this kind; empty when it is not. */
  default Optional<String> detect(App app) {
    return kind().shownBy(app.files());
  }

  /**
   * The plan of an app that was detected; empty to leave it to the next provider.
   *
   * @throws PlanningException when it is of this kind but cannot be planned
   */
  Optional<BuildPlan> plan(App app);
}
