package dev.clickdeploy.adapter.railpack.cli;

import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PlanOverrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A service's settings as {@code railpack prepare} takes them (Railpack, "Environment variables").
 * Settings are no secrets. Of what a build is given the program needs the names alone; the values
 * reach its steps through the build.
 */
record Arguments(BuildSettings settings, Map<String, String> locked) {
  private static final String UNTOLD = "given";
  private static final String FILE = "RAILPACK_CONFIG_FILE";

  List<String> list() {
    List<String> all = new ArrayList<>();
    Map<String, String> environment = environment();
    settings.given().all().forEach(name -> environment.put(name, UNTOLD));
    environment.forEach((name, value) -> all.add("--env=" + name + "=" + value));
    new TreeMap<>(locked).forEach((tool, version) -> all.add("--previous=" + tool + "@" + version));
    return all;
  }

  /** The service's own variables, and what it fixes; the latter counts more. */
  private Map<String, String> environment() {
    PlanOverrides overrides = settings.overrides();
    Map<String, String> all = new TreeMap<>(overrides.environment());
    put(all, "RAILPACK_INSTALL_CMD", settings.installCommand());
    put(all, "RAILPACK_BUILD_CMD", settings.buildCommand());
    put(all, "RAILPACK_START_CMD", settings.startCommand());
    put(all, "RAILPACK_BUILD_APT_PACKAGES", String.join(" ", overrides.buildPackages()));
    put(all, "RAILPACK_DEPLOY_APT_PACKAGES", String.join(" ", overrides.runtimePackages()));
    put(
        all,
        "RAILPACK_PACKAGES",
        new TreeMap<>(overrides.versions())
            .entrySet().stream()
                .map(tool -> tool.getKey() + "@" + tool.getValue())
                .collect(Collectors.joining(" ")));
    all.values().removeIf(String::isBlank);
    requireInside(all.getOrDefault(FILE, ""));
    return all;
  }

  private static void requireInside(String path) {
    if (path.startsWith("/") || List.of(path.split("/")).contains("..")) {
      throw new PlanningException(
          "%s leaves the app's directory: '%s'".formatted(FILE, path),
          "correct the path; it is relative to the root directory");
    }
  }

  private static void put(Map<String, String> all, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      all.put(name, value);
    }
  }
}
