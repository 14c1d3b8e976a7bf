package dev.clickdeploy.adapter.railpack;

import dev.clickdeploy.adapter.railpack.Example.Reasoned;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.PlanResult;
import dev.clickdeploy.model.build.Recipe;
import dev.clickdeploy.model.build.StaticFiles;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Our plan of an example beside Railpack's. */
record Comparison(Example example, Map<String, String> ours) {
  static Comparison of(Example example) {
    PlanResult result = Railpack.planner("docker.io/library").plan(example.tree(), example.build());
    return new Comparison(
        example,
        switch (result) {
          case PlanResult.Planned planned -> fields(planned.plan());
          case PlanResult.NotPlanned none -> Map.of("provider", "");
        });
  }

  /** Fields that differ without a reason, and reasons that nothing differs for. */
  List<String> unexplained() {
    List<String> unexplained = new ArrayList<>();
    example.railpack().forEach((field, value) -> compare(field, value, unexplained));
    for (String field : reasoned().keySet()) {
      if (!example.railpack().containsKey(field)) {
        unexplained.add(field + " has a reason, but Railpack's value is not given");
      }
    }
    return unexplained;
  }

  private void compare(String field, String railpack, List<String> unexplained) {
    String found = ours.getOrDefault(field, "");
    Reasoned reasoned = reasoned().get(field);
    if (reasoned == null && !Equivalence.holds(example, field, railpack, found)) {
      unexplained.add("%s: Railpack '%s', we '%s'".formatted(field, railpack, found));
    }
    if (reasoned != null && !found.equals(reasoned.value())) {
      unexplained.add("%s: expected '%s', we '%s'".formatted(field, reasoned.value(), found));
    }
    if (reasoned != null && Equivalence.holds(example, field, railpack, reasoned.value())) {
      unexplained.add(field + " has a reason, but is the same");
    }
  }

  private Map<String, Reasoned> reasoned() {
    Map<String, Reasoned> all = new LinkedHashMap<>(example.equivalent());
    all.putAll(example.deviations());
    return all;
  }

  private static Map<String, String> fields(BuildPlan plan) {
    Recipe recipe = plan.recipe();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("provider", plan.provider());
    fields.put("manager", text(recipe.packageManager()));
    fields.put("framework", text(recipe.framework()));
    fields.put("runtime", recipe.runtime() == null ? "" : recipe.runtime().name());
    fields.put("install", String.join(" && ", recipe.install()));
    fields.put("build", String.join(" && ", recipe.build()));
    fields.put("start", text(recipe.start()));
    StaticFiles served = recipe.staticFiles();
    fields.put("static", served == null ? "" : served.root() + (served.spa() ? " spa" : ""));
    fields.put("port", plan.port() == null ? "" : plan.port().toString());
    for (ToolVersion tool : recipe.allTools()) {
      fields.put("tool " + tool.name(), tool.version() + " <- " + tool.source());
    }
    return fields;
  }

  private static String text(@org.jspecify.annotations.Nullable String value) {
    return value == null ? "" : value;
  }
}
