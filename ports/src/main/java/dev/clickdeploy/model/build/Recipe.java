package dev.clickdeploy.model.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an app needs and what is done with it, as far as a planner knows; null where there is none.
 *
 * @param runtime what runs the app
 * @param tools what is there beside it, while building or running
 * @param packageManager such as {@code pnpm} or {@code poetry}
 * @param framework such as {@code next} or {@code django}
 * @param install commands that bring the dependencies
 * @param build commands that make what is run
 * @param start the command of the container, as people write it
 * @param staticFiles what is served instead of a program of the app's own
 */
public record Recipe(
    @Nullable ToolVersion runtime,
    List<ToolVersion> tools,
    @Nullable String packageManager,
    @Nullable String framework,
    List<String> install,
    List<String> build,
    @Nullable String start,
    @Nullable StaticFiles staticFiles,
    BaseImageNames baseImages) {
  /** Nothing is known, as of somebody's own Dockerfile. */
  public static final Recipe UNKNOWN =
      new Recipe(
          null, List.of(), null, null, List.of(), List.of(), null, null, BaseImageNames.UNKNOWN);

  public Recipe {
    tools = List.copyOf(tools);
    install = List.copyOf(install);
    build = List.copyOf(build);
    Objects.requireNonNull(baseImages, "baseImages");
  }

  /** The runtime, then the tools. */
  public List<ToolVersion> allTools() {
    List<ToolVersion> all = new ArrayList<>();
    if (runtime != null) {
      all.add(runtime);
    }
    all.addAll(tools);
    return List.copyOf(all);
  }

  /** Version by tool: what a later plan is given so that it does not choose otherwise. */
  public Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    allTools().forEach(tool -> versions.put(tool.name(), tool.version()));
    return versions;
  }
}
