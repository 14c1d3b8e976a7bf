package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.version.SemverRange;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * pnpm in a version that can read the lock file.
 *
 * @param version exact when package.json pins it, else a major
 */
record Pnpm(String version) implements PackageManager {
  static final String LOCKFILE = "pnpm-lock.yaml";
  private static final String DEFAULT = "9";
  private static final List<Integer> MAJORS = List.of(9, 10, 8, 7, 6, 11);
  private static final Pattern LOCKFILE_VERSION =
      Pattern.compile("(?m)^lockfileVersion:\\s*['\"]?([0-9.]+)");

  /** The version that the lock file was written for (pnpm/spec, lockfile). */
  static Pnpm fitting(SourceFiles files, PackageJson json) {
    Optional<String> engine =
        json.text("engines", "pnpm")
            .flatMap(SemverRange::parse)
            .flatMap(range -> MAJORS.stream().filter(range::allowsMajor).findFirst())
            .map(String::valueOf);
    return new Pnpm(engine.orElseGet(() -> byLockfile(files.head(LOCKFILE, 1_000))));
  }

  private static String byLockfile(String head) {
    Matcher version = LOCKFILE_VERSION.matcher(head);
    String found = version.find() ? version.group(1) : "";
    if (found.equals("5.4")) {
      return "7";
    }
    if (found.startsWith("5.")) {
      return "6";
    }
    return found.startsWith("6.") ? "8" : DEFAULT;
  }

  @Override
  public String command() {
    return "pnpm";
  }

  @Override
  public String label() {
    return "pnpm " + version;
  }

  @Override
  public Optional<String> globalPackage() {
    return Optional.of("pnpm@" + version);
  }

  @Override
  public List<String> lockfiles() {
    return List.of(LOCKFILE);
  }

  @Override
  public List<String> configurationFiles() {
    return List.of(".npmrc", ".pnpmfile.cjs");
  }

  @Override
  public Optional<Mount> cacheMount() {
    return Optional.of(Mount.cache("/root/.local/share/pnpm/store"));
  }

  @Override
  public String install(boolean locked, boolean production) {
    return "pnpm install" + (locked ? " --frozen-lockfile" : "") + (production ? " --prod" : "");
  }

  /** Without CI it asks a terminal before it removes anything. */
  @Override
  public Optional<String> prune() {
    return Optional.of("CI=true pnpm prune --prod --ignore-scripts");
  }
}
