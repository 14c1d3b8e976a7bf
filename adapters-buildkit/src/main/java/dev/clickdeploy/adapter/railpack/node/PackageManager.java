package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How one package manager of Node.js installs, prunes and runs. */
interface PackageManager {
  /** Its command. */
  String command();

  /** As a plan names it (Railpack, metadata nodePackageManager). */
  default String id() {
    return command();
  }

  /** Its version; empty when it is the base image's. */
  Optional<ToolVersion> tool();

  /** Its name and version for people, such as {@code pnpm 9}. */
  default String label() {
    return command() + tool().map(tool -> " " + tool.version()).orElse("");
  }

  /**
   * What {@code npm install --global} must bring because the base image lacks it. Not by corepack:
   * newer images come without it, and older copies of it refuse the registry's present signatures.
   */
  default Optional<String> globalPackage() {
    return Optional.empty();
  }

  /** Lock files, the preferred one first. */
  List<String> lockfiles();

  /** Files beside package.json and the lock file that change what is installed. */
  List<String> configurationFiles();

  /** Directories that change what is installed. */
  default List<String> configurationDirectories() {
    return List.of("patches", "prisma");
  }

  /** Variables while it installs and builds. */
  default Map<String, String> variables() {
    return Map.of();
  }

  /** Keeps its downloads between builds; empty when it must not. */
  Optional<Mount> cacheMount();

  /**
   * The installation.
   *
   * @param locked whether there is a lock file, which is then taken literally
   * @param production whether packages for development are left out
   */
  String install(boolean locked, boolean production);

  /**
   * Takes the packages for development out again; empty when it cannot.
   *
   * @param workspaces whether packages of the same repository are installed too
   */
  Optional<String> prune(boolean workspaces);

  /** Runs a script of package.json. */
  default String run(String script) {
    return command() + " run " + script;
  }

  /** Starts a JavaScript file. */
  default List<String> start(String file) {
    return List.of("node", file);
  }

  /** Whether what it installs lies in node_modules, where every tool finds it. */
  default boolean fillsNodeModules() {
    return true;
  }
}
