package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Yarn 2 and later.
 *
 * @param yarn its version
 * @param inRepository whether .yarnrc.yml names a copy in the repository, which the base image's
 *     Yarn hands over to
 * @param fillsNodeModules whether .yarnrc.yml asks for node_modules instead of Plug'n'Play
 */
record YarnBerry(ToolVersion yarn, boolean inRepository, boolean fillsNodeModules)
    implements PackageManager {
  static final String CONFIGURATION = ".yarnrc.yml";
  private static final Pattern COPY =
      Pattern.compile("(?m)^yarnPath:.*yarn-([0-9]+\\.[0-9]+\\.[0-9]+)\\.c?js");

  /** The version of the copy in the repository, which the base image's Yarn hands over to. */
  static Optional<String> inRepository(SourceFiles files) {
    Matcher copy = COPY.matcher(files.text(CONFIGURATION).orElse(""));
    return copy.find() ? Optional.of(copy.group(1)) : Optional.empty();
  }

  static YarnBerry of(ToolVersion yarn, SourceFiles files) {
    String configuration = files.text(CONFIGURATION).orElse("");
    return new YarnBerry(
        yarn,
        configuration.lines().anyMatch(line -> line.startsWith("yarnPath:")),
        configuration
            .lines()
            .anyMatch(line -> line.matches("nodeLinker:\\s*['\"]?node-modules.*")));
  }

  @Override
  public String command() {
    return "yarn";
  }

  @Override
  public String id() {
    return "yarnberry";
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
  public Optional<String> globalPackage() {
    return inRepository ? Optional.empty() : Optional.of("@yarnpkg/cli-dist@" + yarn.version());
  }

  @Override
  public List<String> lockfiles() {
    return List.of(YarnClassic.LOCKFILE);
  }

  @Override
  public List<String> configurationFiles() {
    return List.of(CONFIGURATION, ".pnp.cjs", ".pnp.loader.mjs");
  }

  @Override
  public List<String> configurationDirectories() {
    return List.of(".yarn", "patches", "prisma");
  }

  /** Plug'n'Play runs the packages out of the cache, so that has to lie in the image. */
  @Override
  public Map<String, String> variables() {
    return fillsNodeModules
        ? Map.of("YARN_ENABLE_TELEMETRY", "0")
        : Map.of("YARN_ENABLE_GLOBAL_CACHE", "false", "YARN_ENABLE_TELEMETRY", "0");
  }

  @Override
  public Optional<Mount> cacheMount() {
    return fillsNodeModules
        ? Optional.of(Mount.cache("/root/.yarn/berry/cache"))
        : Optional.empty();
  }

  /** It has no option to install for production only; that is what pruning is for. */
  @Override
  public String install(boolean locked, boolean production) {
    return "yarn install" + (locked ? " --immutable" : "");
  }

  @Override
  public Optional<String> prune(boolean workspaces) {
    return yarn.version().startsWith("4")
        ? Optional.of("yarn workspaces focus --all --production")
        : Optional.empty();
  }

  @Override
  public List<String> start(String file) {
    return fillsNodeModules ? List.of("node", file) : List.of("yarn", "node", file);
  }
}
