package dev.clickdeploy.adapter.railpack.node;

import dev.clickdeploy.adapter.railpack.app.CommandOverride;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What has to be there before the dependencies can be installed.
 *
 * @param wholeTree whether that is everything
 * @param manifests files, and directories with a final slash, otherwise
 */
record InstallInputs(boolean wholeTree, List<String> manifests) {
  private static final Pattern NAMEABLE = Pattern.compile("[^*?\\[\\]\\\\$\\p{Cntrl}]+");

  static InstallInputs of(NodeApp node) {
    Optional<String> reason = reason(node);
    reason.ifPresent(why -> node.notes().because("install after all sources are copied", why));
    return new InstallInputs(reason.isPresent(), manifests(node));
  }

  private static Optional<String> reason(NodeApp node) {
    return scripts(node)
        .or(
            () ->
                packages(node).anyMatch(PackageJson::hasLocalDependency)
                    ? Optional.of("dependencies point into the repository")
                    : Optional.empty())
        .or(() -> workspaces(node))
        .or(() -> ownCommand(node))
        .or(
            () ->
                node.settings()
                    .option("NODE_INSTALL_PATTERNS")
                    .map(patterns -> "RAILPACK_NODE_INSTALL_PATTERNS is set"));
  }

  private static Optional<String> scripts(NodeApp node) {
    return packages(node)
        .flatMap(json -> json.lifecycleScript().stream())
        .findFirst()
        .map(script -> "package.json has a script " + script);
  }

  private static Optional<String> workspaces(NodeApp node) {
    Workspaces workspaces = node.workspaces();
    if (workspaces.tooMany()) {
      return Optional.of("there are many workspaces");
    }
    boolean nameable =
        workspaces.packages().keySet().stream().allMatch(path -> NAMEABLE.matcher(path).matches());
    return nameable ? Optional.empty() : Optional.of("a workspace has an unusual name");
  }

  /** It may need anything, unless it is the package manager. */
  private static Optional<String> ownCommand(NodeApp node) {
    Optional<CommandOverride> setting = node.settings().install();
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    ShellCommand command = new ShellCommand(setting.get().with(Optional.empty()));
    return command.isPlain() && command.firstWord().equals(node.manager().command())
        ? Optional.empty()
        : Optional.of("the install command is the service's own");
  }

  private static Stream<PackageJson> packages(NodeApp node) {
    return Stream.concat(Stream.of(node.json()), node.workspaces().packages().values().stream());
  }

  private static List<String> manifests(NodeApp node) {
    List<String> manifests =
        new ArrayList<>(node.files().present(List.of(PackageJson.FILE, PackageJson.JSON5)));
    manifests.addAll(node.files().present(node.manager().lockfiles()));
    manifests.addAll(node.files().present(node.manager().configurationFiles()));
    for (String directory : node.manager().configurationDirectories()) {
      if (node.files().hasDirectory(directory)) {
        manifests.add(directory + "/");
      }
    }
    return manifests;
  }
}
