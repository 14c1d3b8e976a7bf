package dev.clickdeploy.adapter.railpack.ruby;

import dev.clickdeploy.adapter.railpack.app.ChosenCommand;
import dev.clickdeploy.adapter.railpack.app.InstallStep;
import dev.clickdeploy.adapter.railpack.node.NodeAssets;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the Dockerfile of a Ruby app depends on.
 *
 * @param assets Node.js with packages, for an app with a package.json
 * @param executor Node.js alone, for gems that call it
 * @param nodeRuns whether Node.js is in the image too
 * @param inputs what the installation needs
 */
record RubyRecipe(
    ToolVersion version,
    Optional<NodeAssets> assets,
    Optional<ToolVersion> executor,
    boolean nodeRuns,
    RubyInputs inputs,
    SystemPackages packages,
    List<InstallStep> install,
    List<ChosenCommand> build,
    ChosenCommand start) {
  RubyRecipe {
    install = List.copyOf(install);
    build = List.copyOf(build);
  }

  /** Node.js and what is beside it. */
  List<ToolVersion> tools() {
    return assets.map(NodeAssets::tools).orElse(executor.stream().toList());
  }
}
