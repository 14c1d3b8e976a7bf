package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** npm: the base image's, or a version that package.json pins. */
record Npm(@Nullable String pinned) implements PackageManager {
  /** A download cache is safe for several npm processes at once. */
  static final Mount CACHE = Mount.cache("/root/.npm");

  @Override
  public String command() {
    return "npm";
  }

  @Override
  public Optional<String> globalPackage() {
    return Optional.ofNullable(pinned).map(version -> "npm@" + version);
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
  public Optional<String> prune() {
    return Optional.of("npm prune --omit=dev --ignore-scripts");
  }

  @Override
  public String run(String script) {
    return script.equals("start") ? "npm start" : "npm run " + script;
  }
}
