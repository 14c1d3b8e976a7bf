package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import java.util.List;

/**
 * A command that brings dependencies, with the caches that it fills, of an app that may have
 * several of them.
 */
public record InstallStep(ChosenCommand chosen, List<Mount> caches) {
  public InstallStep {
    caches = List.copyOf(caches);
  }

  /** The command. */
  public ShellCommand command() {
    return chosen.command();
  }

  /** Runs it in a stage, where it sees these secrets. */
  public void run(Stage stage, List<String> secrets) {
    stage.run(command(), caches, secrets);
  }

  /** The steps, or the one that the settings put in their place, which may need every cache. */
  public static List<InstallStep> overridden(App app, List<InstallStep> detected) {
    return app.settings()
        .install()
        .map(
            setting ->
                List.of(
                    new InstallStep(
                        ChosenCommand.of(
                            setting.with(
                                detected.stream()
                                    .map(step -> step.command().text())
                                    .reduce((one, two) -> one + " && " + two)),
                            setting.because()),
                        detected.stream().flatMap(step -> step.caches().stream()).toList())))
        .orElse(detected);
  }
}
