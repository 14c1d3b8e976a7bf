package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;

/**
 * Bun, which also runs the app.
 *
 * @param bun its version
 */
record Bun(ToolVersion bun) implements PackageManager {
  static final List<String> LOCKFILES = List.of("bun.lock", "bun.lockb");

  @Override
  public String command() {
    return "bun";
  }

  @Override
  public Optional<ToolVersion> tool() {
    return Optional.of(bun);
  }

  @Override
  public String label() {
    return "Bun " + bun.version();
  }

  @Override
  public Optional<String> globalPackage() {
    return Optional.of("bun@" + bun.version());
  }

  @Override
  public List<String> lockfiles() {
    return LOCKFILES;
  }

  @Override
  public List<String> configurationFiles() {
    return List.of(".npmrc", "bunfig.toml");
  }

  @Override
  public Optional<Mount> cacheMount() {
    return Optional.of(Mount.cache("/root/.bun/install/cache"));
  }

  @Override
  public String install(boolean locked, boolean production) {
    return "bun install"
        + (locked ? " --frozen-lockfile" : "")
        + (production ? " --production" : "");
  }

  @Override
  public Optional<String> prune(boolean workspaces) {
    return Optional.of("rm -rf node_modules && bun install --production --ignore-scripts");
  }

  @Override
  public List<String> start(String file) {
    return List.of("bun", file);
  }
}
