package dev.clickdeploy.adapter.railpack.python;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How one package manager brings what an app depends on, always into {@code /app/.venv}.
 *
 * @param command its own
 * @param tool what pip has to bring because Python's image lacks it
 * @param because what shows it
 * @param files files, and directories with a final slash, that the installation reads
 * @param sources why it needs the whole tree instead, if it does
 * @param variables while it installs and builds
 * @param cache its downloads, kept between builds
 * @param install the installation of all dependencies
 * @param build what installs the app itself, afterwards
 */
record PackageManager(
    String command,
    Optional<ToolVersion> tool,
    String because,
    List<String> files,
    Optional<String> sources,
    Map<String, String> variables,
    Mount cache,
    String install,
    Optional<String> build) {
  static final Mount PIP_CACHE = Mount.cache("/root/.cache/pip");

  PackageManager {
    files = List.copyOf(files);
    variables = Map.copyOf(variables);
  }
}
