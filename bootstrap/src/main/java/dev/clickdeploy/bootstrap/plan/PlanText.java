package dev.clickdeploy.bootstrap.plan;

import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.Evidence;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.build.Recipe;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan for people: a short table, then the reasons. */
final class PlanText {
  private final StringBuilder text = new StringBuilder();

  private PlanText() {}

  static String of(PlanResult result) {
    PlanText lines = new PlanText();
    switch (result) {
      case PlanResult.Planned planned -> lines.plan(planned.plan());
      case PlanResult.NotPlanned not -> {
        lines.text.append(not.message()).append('\n');
        lines.text.append("  → ").append(not.hint()).append('\n');
      }
    }
    return lines.text.toString().stripTrailing();
  }

  private void plan(BuildPlan plan) {
    Recipe recipe = plan.recipe();
    text.append(plan.summary()).append("\n\n");
    row("provider", plan.provider());
    row("runtime", recipe.runtime() == null ? null : tool(recipe.runtime()));
    row("tools", joined(recipe.tools().stream().map(PlanText::tool).toList(), ", "));
    row("manager", recipe.packageManager());
    row("framework", recipe.framework());
    row("install", joined(recipe.install(), " && "));
    row("build", joined(recipe.build(), " && "));
    row("start", recipe.start());
    row("serves", recipe.staticFiles() == null ? null : recipe.staticFiles().root());
    row("port", plan.port() == null ? null : plan.port().toString());
    row("built on", recipe.baseImages().build());
    row("runs on", recipe.baseImages().run());
    text.append("\nbecause\n");
    int width = plan.evidence().stream().mapToInt(e -> e.decision().length()).max().orElse(0);
    for (Evidence evidence : plan.evidence()) {
      text.append("  ")
          .append(evidence.decision())
          .append(" ".repeat(width - evidence.decision().length()))
          .append("  ")
          .append(evidence.because())
          .append('\n');
    }
    plan.warnings().forEach(warning -> text.append("warning: ").append(warning).append('\n'));
  }

  private void row(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      text.append("  %-10s %s%n".formatted(name, value));
    }
  }

  private static String joined(List<String> parts, String between) {
    return parts.stream().collect(Collectors.joining(between));
  }

  private static String tool(ToolVersion tool) {
    return "%s %s (%s)".formatted(tool.name(), tool.version(), tool.source());
  }
}
