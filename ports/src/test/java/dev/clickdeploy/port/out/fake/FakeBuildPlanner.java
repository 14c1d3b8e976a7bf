package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.Evidence;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.source.SourceTree;
import dev.clickdeploy.port.out.BuildPlanner;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Plans what it is told to plan: by default a generated Dockerfile that copies everything. */
public final class FakeBuildPlanner implements BuildPlanner {
  /** The plan that is answered unless told otherwise. */
  public static final BuildPlan PLAN =
      new BuildPlan(
          "fake",
          "copies everything",
          new DockerfileSource.Generated("FROM scratch\nCOPY . /\n"),
          null,
          Map.of(),
          8080,
          List.of(),
          List.of(new Evidence("copy everything", "it is a fake")),
          List.of());

  private volatile BiFunction<SourceTree, BuildSettings, PlanResult> answer =
      (tree, settings) -> new PlanResult.Planned(PLAN);

  private volatile Map<String, String> lastLocked = Map.of();

  @Override
  public PlanResult plan(SourceTree tree, BuildSettings settings, Map<String, String> locked) {
    lastLocked = locked;
    return answer.apply(tree, settings);
  }

  /** From now on answers this. */
  public void answer(PlanResult result) {
    answer = (tree, settings) -> result;
  }

  /** From now on answers what this function answers or throws. */
  public void answer(BiFunction<SourceTree, BuildSettings, PlanResult> function) {
    answer = function;
  }

  /** The locked versions that the last plan was asked with. */
  public Map<String, String> lastLocked() {
    return lastLocked;
  }
}
