package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * pnpm in a version that can read the lock file.
 *
 * @param pnpm its version
 */
record Pnpm(ToolVersion pnpm) implements PackageManager {
  static final String LOCKFILE = "pnpm-lock.yaml";
  private static final Pattern LOCKFILE_VERSION =
      Pattern.compile("(?m)^lockfileVersion:\\s*['\"]?([0-9.]+)");

  /** The version that the lock file was written for (pnpm/spec, lockfile); empty without one. */
  static Optional<String> ofLockfile(SourceFiles files) {
    Matcher version = LOCKFILE_VERSION.matcher(files.head(LOCKFILE, 1_000));
    String found = version.find() ? version.group(1) : "";
    if (found.startsWith("5.")) {
      return Optional.of(found.equals("5.4") ? "7" : "6");
    }
    if (found.startsWith("6.")) {
      return Optional.of("8");
    }
    return found.isEmpty() ? Optional.empty() : Optional.of("9");
  }

  @Override
  public Optional<ToolVersion> tool() {
    return Optional.of(pnpm);
  }

  @Override
  public String command() {
    return "pnpm";
  }

  @Override
  public Optional<String> globalPackage() {
    return Optional.of("pnpm@" + pnpm.version());
  }

  @Override
  public List<String> lockfiles() {
    return List.of(LOCKFILE);
  }

  @Override
  public List<String> configurationFiles() {
    return List.of(".npmrc", ".pnpmfile.cjs", Workspaces.PNPM);
  }

  @Override
  public Optional<Mount> cacheMount() {
    return Optional.of(Mount.cache("/root/.local/share/pnpm/store"));
  }

  @Override
  public String install(boolean locked, boolean production) {
    return "pnpm install" + (locked ? " --frozen-lockfile" : "") + (production ? " --prod" : "");
  }

  /** Without CI it asks a terminal before it removes anything; of workspaces it prunes only one. */
  @Override
  public Optional<String> prune(boolean workspaces) {
    return workspaces
        ? Optional.empty()
        : Optional.of("CI=true pnpm prune --prod --ignore-scripts");
  }
}
