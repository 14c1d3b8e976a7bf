package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the Dockerfile of a Python app depends on.
 *
 * @param sourcesFirst whether the installation needs the whole tree, so that no layer of
 *     dependencies survives a change of sources
 * @param venvFirst whether the virtual environment has to be made before the installation
 * @param venvApart whether all that the build leaves is the virtual environment, so that it can be
 *     a layer of its own in the image
 * @param browsers whether Playwright's browser goes into the image
 */
record PythonRecipe(
    ToolVersion version,
    Optional<PackageManager> manager,
    boolean sourcesFirst,
    boolean venvFirst,
    Optional<ShellCommand> install,
    Optional<ShellCommand> build,
    boolean venvApart,
    boolean browsers,
    List<String> buildPackages,
    List<String> runtimePackages,
    StartCommand start,
    String stopSignal) {

  /** Whether the image takes anything from a stage before it. */
  boolean isBuilt() {
    return install.isPresent() || build.isPresent();
  }

  /** Whether the sources are there while it is built. */
  boolean buildsSources() {
    return sourcesFirst || build.isPresent();
  }
}
