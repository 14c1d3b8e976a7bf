package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Yarn 1, which the base image has. */
record YarnClassic(ToolVersion yarn) implements PackageManager {
  static final String LOCKFILE = "yarn.lock";
  private static final String CACHE = "/root/.cache/yarn";

  @Override
  public String command() {
    return "yarn";
  }

  @Override
  public String id() {
    return "yarn1";
  }

  @Override
  public Optional<ToolVersion> tool() {
    return Optional.of(yarn);
  }

  @Override
  public String label() {
    return "Yarn " + yarn.version();
  }

  @Override
  public List<String> lockfiles() {
    return List.of(LOCKFILE);
  }

  @Override
  public List<String> configurationFiles() {
    return List.of(".npmrc", ".yarnrc");
  }

  @Override
  public Map<String, String> variables() {
    return Map.of("YARN_CACHE_FOLDER", CACHE);
  }

  /** Yarn 1 corrupts a cache that two of its processes fill at once. */
  @Override
  public Optional<Mount> cacheMount() {
    return Optional.of(Mount.lockedCache(CACHE));
  }

  @Override
  public String install(boolean locked, boolean production) {
    return "yarn install"
        + (locked ? " --frozen-lockfile" : "")
        + (production ? " --production" : "");
  }

  @Override
  public Optional<String> prune(boolean workspaces) {
    return Optional.of("yarn install --production --ignore-scripts --prefer-offline");
  }
}
