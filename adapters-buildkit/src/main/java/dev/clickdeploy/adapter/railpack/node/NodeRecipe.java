package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the Dockerfile of a Node.js app depends on.
 *
 * @param sourcesFirst whether the installation needs the whole tree, so that no layer of
 *     dependencies survives a change of sources
 * @param manifests files and directories that the installation needs otherwise
 * @param modulesApart whether node_modules can be a layer of its own in the image
 */
record NodeRecipe(
    ToolVersion version,
    PackageManager manager,
    boolean sourcesFirst,
    List<String> manifests,
    ShellCommand install,
    Optional<ShellCommand> build,
    Optional<ShellCommand> prune,
    boolean modulesApart,
    Result result) {

  /** What the image does. */
  sealed interface Result {
    /** It runs the app. */
    record Program(StartCommand start) implements Result {}

    /** It serves the files that the build made. */
    record Site(StaticOutput output) implements Result {}
  }
}
