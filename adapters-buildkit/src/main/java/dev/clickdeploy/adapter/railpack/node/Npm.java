package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** npm: the base image's, or a version that package.json pins. */
record Npm(Optional<ToolVersion> tool) implements PackageManager {
  /** A download cache is safe for several npm processes at once. */
  static final Mount CACHE = Mount.cache("/root/.npm");

  @Override
  public String command() {
    return "npm";
  }

  @Override
  public Optional<String> globalPackage() {
    return tool.map(pinned -> "npm@" + pinned.version());
  }

  @Override
  public List<String> lockfiles() {
    return List.of("package-lock.json", "npm-shrinkwrap.json");
  }

  @Override
  public List<String> configurationFiles() {
    return List.of(".npmrc");
  }

  @Override
  public Map<String, String> variables() {
    return Map.of(
        "NPM_CONFIG_AUDIT", "false",
        "NPM_CONFIG_FUND", "false",
        "NPM_CONFIG_UPDATE_NOTIFIER", "false");
  }

  @Override
  public Optional<Mount> cacheMount() {
    return Optional.of(CACHE);
  }

  @Override
  public String install(boolean locked, boolean production) {
    return (locked ? "npm ci" : "npm install") + (production ? " --omit=dev" : "");
  }

  @Override
  public Optional<String> prune(boolean workspaces) {
    return Optional.of("npm prune --omit=dev --ignore-scripts");
  }

  /** Its version is the base image's for most apps. */
  @Override
  public String label() {
    return command();
  }

  @Override
  public String run(String script) {
    return script.equals("start") ? "npm start" : "npm run " + script;
  }
}
