package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the Dockerfile of a Node.js app depends on.
 *
 * @param node the version of Node.js
 * @param sourcesFirst whether the installation needs the whole tree, so that no layer of
 *     dependencies survives a change of sources
 * @param manifests files and directories that the installation needs otherwise
 * @param workspaces directories whose package.json the installation needs too
 * @param buildCaches what the build keeps for its next run
 * @param variables of build and program beside the service's
 * @param modulesApart whether node_modules can be a layer of its own in the image
 * @param playwright whether its browser is installed
 */
record NodeRecipe(
    ToolVersion node,
    PackageManager manager,
    NodeTools tools,
    SystemPackages system,
    boolean sourcesFirst,
    List<String> manifests,
    List<String> workspaces,
    ShellCommand install,
    Optional<ShellCommand> build,
    List<Mount> buildCaches,
    Map<String, String> variables,
    Optional<ShellCommand> prune,
    boolean modulesApart,
    boolean playwright,
    Result result) {

  /** What the image does. */
  sealed interface Result {
    /** It runs the app. */
    record Program(StartCommand start) implements Result {}

    /** It serves the files that the build made. */
    record Site(StaticOutput output) implements Result {}
  }
}
