package dev.clickdeploy.port.out;

import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.source.SourceTree;
import java.util.Map;

/**
 * Decides how a source tree is built. Our own rules take no process, network or disk; a program
 * that a service asks for may.
 */
public interface BuildPlanner {
  /**
   * A plan with its evidence, or what is missing for one.
   *
   * @param locked version by tool that an earlier plan of the same service chose; it is chosen
   *     again wherever source and settings still allow it
   * @throws PortException when a program that plans cannot work now; whether trying again may help,
   *     it says
   */
  PlanResult plan(SourceTree tree, BuildSettings settings, Map<String, String> locked);

  /**
   * The same, until it is asked to stop; a planner that takes no time need not listen.
   *
   * @throws java.util.concurrent.CancellationException when it stopped because of that
   */
  default PlanResult plan(
      SourceTree tree,
      BuildSettings settings,
      Map<String, String> locked,
      Cancellation cancellation) {
    return plan(tree, settings, locked);
  }

  /** The first plan of a tree. */
  default PlanResult plan(SourceTree tree, BuildSettings settings) {
    return plan(tree, settings, Map.of());
  }
}
