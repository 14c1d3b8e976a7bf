package dev.clickdeploy.adapter.railpack.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.railpack.evidence.Notes;
import java.util.Map;
import java.util.Set;

/** Warns about what a railpack.json says without effect here. */
final class UnknownKeys {
  private static final Set<String> TOP =
      Set.of("$schema", "provider", "packages", "buildAptPackages", "secrets", "steps", "deploy");
  private static final Set<String> STEPS = Set.of("install", "build");
  private static final Set<String> STEP = Set.of("commands", "secrets", "variables");
  private static final Set<String> DEPLOY = Set.of("startCommand", "aptPackages", "variables");
  private static final int SHOWN = 60;

  private final String file;
  private final Notes notes;

  UnknownKeys(String file, Notes notes) {
    this.file = file;
    this.notes = notes;
  }

  void warn(JsonNode root) {
    warn(root, "", TOP);
    warn(root.path("deploy"), "deploy.", DEPLOY);
    JsonNode steps = root.path("steps");
    warn(steps, "steps.", STEPS);
    for (Map.Entry<String, JsonNode> step : steps.properties()) {
      if (STEPS.contains(step.getKey())) {
        warn(step.getValue(), "steps." + step.getKey() + ".", STEP);
      }
    }
  }

  private void warn(JsonNode object, String prefix, Set<String> known) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      if (!known.contains(member.getKey())) {
        String key = (prefix + member.getKey()).replaceAll("\\p{Cntrl}", " ");
        notes.warn(
            "%s: %s has no meaning here; it is ignored"
                .formatted(file, key.length() > SHOWN ? key.substring(0, SHOWN) + "…" : key));
      }
    }
  }
}
