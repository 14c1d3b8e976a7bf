package dev.clickdeploy.adapter.railpack.php;

import dev.clickdeploy.adapter.railpack.app.ChosenCommand;
import dev.clickdeploy.adapter.railpack.app.InstallStep;
import dev.clickdeploy.adapter.railpack.node.NodeAssets;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything that the Dockerfile of a PHP app depends on.
 *
 * @param composer the version of Composer, when there is something for it
 * @param assets Node.js, when it builds something
 * @param root the directory that Apache serves; empty when a program of the app's own runs
 * @param sourcesFirst whether the installation needs the whole tree
 * @param variables of build and image beside the service's
 */
record PhpRecipe(
    ToolVersion version,
    Optional<ToolVersion> composer,
    Optional<NodeAssets> assets,
    Extensions extensions,
    Optional<PhpFramework> framework,
    List<InstallStep> install,
    List<ChosenCommand> build,
    ChosenCommand start,
    Optional<DocumentRoot> root,
    boolean sourcesFirst,
    Map<String, String> variables) {
  PhpRecipe {
    install = List.copyOf(install);
    build = List.copyOf(build);
    variables = new TreeMap<>(variables);
  }

  /** Whether anything is done with the sources before they run. */
  boolean isBuilt() {
    return !install.isEmpty() || !build.isEmpty();
  }
}
