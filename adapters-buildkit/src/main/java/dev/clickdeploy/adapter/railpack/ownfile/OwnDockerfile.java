package dev.clickdeploy.adapter.railpack.ownfile;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Settings;
import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.service.BuildSettings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The repository's own Dockerfile: the one that the service names, else the one at the root. */
public final class OwnDockerfile {
  /** Where it is looked for unless the service names another. */
  public static final String FILE = "Dockerfile";

  private static final Pattern NAME =
      Pattern.compile("(?:.*/)?(?:Dockerfile(?:\\..+)?|.+\\.[Dd]ockerfile)");
  private static final Pattern EXPOSE =
      Pattern.compile("(?im)^[ \\t]*EXPOSE[ \\t]+([0-9]{1,5})(?:/tcp)?[ \\t]*$");

  private OwnDockerfile() {}

  /**
   * Its plan; empty when there is none.
   *
   * @throws PlanningException when the service names one that is missing, or has settings that need
   *     one
   */
  public static Optional<BuildPlan> plan(App app) {
    BuildSettings settings = app.settings().service();
    String wanted = settings.dockerfile();
    if (wanted != null && !app.files().has(wanted)) {
      throw missing(app, wanted);
    }
    if (wanted == null && !app.files().has(FILE)) {
      refuseWhatNeedsDockerfile(settings);
      return Optional.empty();
    }
    Notes notes = app.notes();
    String path = wanted == null ? FILE : wanted;
    notes.because(path, wanted == null ? "it is at the root" : "the service's settings name it");
    warnAboutOverrides(app);
    GivenInFile.warn(app, path);
    return Optional.of(
        new BuildPlan(
            "dockerfile",
            settings.target() == null ? path : path + ", stage " + settings.target(),
            new DockerfileSource.InTree(path),
            settings.target(),
            settings.buildArgs(),
            port(app, path),
            List.of(".git"),
            notes.evidence(),
            notes.warnings()));
  }

  /** The Dockerfiles of the tree, for messages. */
  static List<String> all(App app) {
    return app.files().paths().filter(p -> NAME.matcher(p).matches()).limit(10).toList();
  }

  private static PlanningException missing(App app, String wanted) {
    List<String> others = all(app);
    return new PlanningException(
        "there is no Dockerfile at '%s'; %s"
            .formatted(
                wanted,
                others.isEmpty()
                    ? "the repository has none"
                    : "there is " + String.join(", ", others)),
        "correct the Dockerfile path in the service's build settings; it is relative to the root"
            + " directory");
  }

  private static void refuseWhatNeedsDockerfile(BuildSettings settings) {
    boolean target = settings.target() != null;
    if (target || !settings.buildArgs().isEmpty()) {
      throw new PlanningException(
          "the build settings give %s, which only a Dockerfile can use, and there is no Dockerfile"
              .formatted(target ? "a target stage" : "build arguments"),
          "add a Dockerfile, or remove target and build arguments from the settings");
    }
  }

  private static void warnAboutOverrides(App app) {
    Settings settings = app.settings();
    if (Stream.of(settings.install(), settings.build(), settings.start())
        .anyMatch(Optional::isPresent)) {
      app.notes().warn("install, build and start commands have no effect beside a Dockerfile");
    }
    if (!settings.tools().isEmpty()
        || !settings.buildPackages().isEmpty()
        || !settings.runtimePackages().isEmpty()
        || !settings.variables().isEmpty()) {
      app.notes()
          .warn(
              "versions, packages and variables of the settings have no effect beside a Dockerfile;"
                  + " build arguments have");
    }
  }

  private static @Nullable Integer port(App app, String path) {
    Matcher expose = EXPOSE.matcher(app.files().text(path).orElse(""));
    Integer last = null;
    while (expose.find()) {
      last = Integer.valueOf(expose.group(1));
    }
    return last;
  }
}
