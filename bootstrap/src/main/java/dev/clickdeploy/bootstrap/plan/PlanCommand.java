package dev.clickdeploy.bootstrap.plan;

import dev.clickdeploy.adapter.http.PlanView;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.BuildPlanner;
import java.io.PrintStream;

/** Plans a directory or a repository and shows the plan with its reasons. */
public final class PlanCommand {
  private static final int NO_APP = 3;

  private PlanCommand() {}

  /**
   * Prints the plan.
   *
   * @return 0 with a plan, 3 when no app was found
   * @throws IllegalArgumentException when there is no such place
   * @throws dev.clickdeploy.port.out.PortException when it cannot be read
   */
  public static int run(PlanOptions options, BuildPlanner planner, PrintStream out) {
    try (PlanSource source = PlanSource.open(options);
        SourceTree tree = source.tree()) {
      PlanResult result = planner.plan(tree, BuildSettings.DETECT);
      out.println(options.json() ? PlanView.text(result) : PlanText.of(result));
      return switch (result) {
        case PlanResult.Planned planned -> 0;
        case PlanResult.NotPlanned not -> NO_APP;
      };
    }
  }
}
