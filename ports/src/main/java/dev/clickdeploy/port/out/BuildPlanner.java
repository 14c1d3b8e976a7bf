package dev.clickdeploy.port.out;

import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.source.SourceTree;

/** Decides how a source tree is built: no process, no network, no disk. */
public interface BuildPlanner {
  /** A plan with its evidence, or what is missing for one. */
  PlanResult plan(SourceTree tree, BuildSettings settings);
}
