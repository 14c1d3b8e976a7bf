package dev.clickdeploy.model.service;

import dev.clickdeploy.model.Texts;
import dev.clickdeploy.model.source.RootDirectory;
import java.util.Map;
import java.util.Objects;
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
 * @param overrides what is rarely asked for
 * @param given what a build is given beside them; nothing as long as they are only kept
 */
public record BuildSettings(
    @Nullable String dockerfile,
    @Nullable String target,
    Map<String, String> buildArgs,
    @Nullable String installCommand,
    @Nullable String buildCommand,
    @Nullable String startCommand,
    PlanOverrides overrides,
    GivenNames given) {
  /** Everything as detected. */
  public static final BuildSettings DETECT =
      new BuildSettings(null, null, Map.of(), null, null, null);

  private static final int MAX_ARG = 10_000;

  public BuildSettings {
    dockerfile = dockerfile == null ? null : file(dockerfile);
    if (target != null) {
      Texts.required(target, "target", 200);
    }
    buildArgs = Map.copyOf(buildArgs);
    buildArgs.forEach(BuildSettings::requireArg);
    requireCommand(installCommand, "install command");
    requireCommand(buildCommand, "build command");
    requireCommand(startCommand, "start command");
    Objects.requireNonNull(overrides, "overrides");
    Objects.requireNonNull(given, "given");
  }

  /** Settings of a build that is given nothing beside them. */
  public BuildSettings(
      @Nullable String dockerfile,
      @Nullable String target,
      Map<String, String> buildArgs,
      @Nullable String installCommand,
      @Nullable String buildCommand,
      @Nullable String startCommand,
      PlanOverrides overrides) {
    this(
        dockerfile,
        target,
        buildArgs,
        installCommand,
        buildCommand,
        startCommand,
        overrides,
        GivenNames.NONE);
  }

  /** Settings without any of the overrides. */
  public BuildSettings(
      @Nullable String dockerfile,
      @Nullable String target,
      Map<String, String> buildArgs,
      @Nullable String installCommand,
      @Nullable String buildCommand,
      @Nullable String startCommand) {
    this(
        dockerfile,
        target,
        buildArgs,
        installCommand,
        buildCommand,
        startCommand,
        PlanOverrides.NONE);
  }

  /** The same settings with these overrides. */
  public BuildSettings with(PlanOverrides other) {
    return new BuildSettings(
        dockerfile, target, buildArgs, installCommand, buildCommand, startCommand, other, given);
  }

  /** The same settings of a build that is given values under these names. */
  public BuildSettings given(GivenNames names) {
    return new BuildSettings(
        dockerfile,
        target,
        buildArgs,
        installCommand,
        buildCommand,
        startCommand,
        overrides,
        names);
  }

  private static String file(String path) {
    String clean = RootDirectory.clean(path, "Dockerfile path");
    if (clean.isEmpty()) {
      throw new IllegalArgumentException("the Dockerfile path must name a file");
    }
    return clean;
  }

  private static void requireArg(String name, String value) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException(
          "'" + name + "' is not a build argument name: letters, digits and _ only");
    }
    if (value.length() > MAX_ARG || value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "the build argument '%s' needs a value of at most %d characters without NUL"
              .formatted(name, MAX_ARG));
    }
  }

  private static void requireCommand(@Nullable String command, String what) {
    if (command != null) {
      Texts.required(command, what, 2_000);
    }
  }
}
