package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans trees through the door. */
public final class Planning {
  private Planning() {}

  public static BuildPlan planned(InMemoryTree tree) {
    return planned(tree, BuildSettings.DETECT);
  }

  public static BuildPlan planned(InMemoryTree tree, BuildSettings settings) {
    return switch (result(tree, settings)) {
      case PlanResult.Planned planned -> planned.plan();
      case PlanResult.NotPlanned not -> throw new AssertionError("not planned: " + not);
    };
  }

  public static BuildPlan planned(InMemoryTree tree, Map<String, String> locked) {
    PlanResult result =
        Railpack.planner("docker.io/library").plan(tree, BuildSettings.DETECT, locked);
    return ((PlanResult.Planned) result).plan();
  }

  public static PlanResult.NotPlanned refused(InMemoryTree tree) {
    return refused(tree, BuildSettings.DETECT);
  }

  public static PlanResult.NotPlanned refused(InMemoryTree tree, BuildSettings settings) {
    return switch (result(tree, settings)) {
      case PlanResult.Planned planned -> throw new AssertionError("planned: " + planned.plan());
      case PlanResult.NotPlanned not -> not;
    };
  }

  public static String dockerfile(InMemoryTree tree) {
    return dockerfile(planned(tree));
  }

  public static String dockerfile(BuildPlan plan) {
    return switch (plan.dockerfile()) {
      case DockerfileSource.Generated generated -> generated.text();
      case DockerfileSource.ForFrontend other -> throw new AssertionError("none: " + other);
      case DockerfileSource.InTree own -> throw new AssertionError("the repository's " + own);
    };
  }

  /** Everything that the plan gives as a reason, as lines. */
  public static String evidence(BuildPlan plan) {
    StringBuilder text = new StringBuilder();
    plan.evidence()
        .forEach(e -> text.append(e.decision()).append(": ").append(e.because()).append('\n'));
    return text.toString();
  }

  /** A Node.js app that starts server.js, with these members of package.json before the scripts. */
  public static InMemoryTree node(String members) {
    return InMemoryTree.of(
        Map.of(
            "package.json",
            "{%s\"scripts\":{\"start\":\"node server.js\"}}".formatted(members),
            "server.js",
            ""));
  }

  public static BuildSettings commands(
      @Nullable String install, @Nullable String build, @Nullable String start) {
    return new BuildSettings(null, null, Map.of(), install, build, start);
  }

  public static BuildSettings variables(Map<String, String> environment) {
    return BuildSettings.DETECT.with(
        new PlanOverrides(null, Map.of(), List.of(), List.of(), environment));
  }

  private static PlanResult result(InMemoryTree tree, BuildSettings settings) {
    return Railpack.planner("docker.io/library").plan(tree, settings);
  }
}
