package dev.clickdeploy.model.service;

import dev.clickdeploy.model.Texts;
import dev.clickdeploy.model.source.RootDirectory;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a service wants to be built; null means: as detected.
 *
 * @param dockerfile path of the repository's own Dockerfile below the root directory
 * @param target stage of that Dockerfile
 * @param buildArgs build arguments of that Dockerfile; not for secrets, they end in the image's
 *     history
 * @param installCommand replaces the detected dependency installation
 * @param buildCommand replaces the detected build
 * @param startCommand replaces the detected start command
 */
public record BuildSettings(
    @Nullable String dockerfile,
    @Nullable String target,
    Map<String, String> buildArgs,
    @Nullable String installCommand,
    @Nullable String buildCommand,
    @Nullable String startCommand) {
  /** Everything as detected. */
  public static final BuildSettings DETECT =
      new BuildSettings(null, null, Map.of(), null, null, null);

  public BuildSettings {
    dockerfile = dockerfile == null ? null : RootDirectory.clean(dockerfile, "Dockerfile path");
    if (target != null) {
      Texts.required(target, "target", 200);
    }
    buildArgs = Map.copyOf(buildArgs);
    buildArgs.keySet().forEach(BuildSettings::requireArgName);
    requireCommand(installCommand, "install command");
    requireCommand(buildCommand, "build command");
    requireCommand(startCommand, "start command");
  }

  private static void requireArgName(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException(
          "'" + name + "' is not a build argument name: letters, digits and _ only");
    }
  }

  private static void requireCommand(@Nullable String command, String what) {
    if (command != null) {
      Texts.required(command, what, 2_000);
    }
  }
}
