package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What runs where an app is built, in the order that keeps dependencies in a layer of their own:
 * manifests, installation, sources, build. An installation of the service's own may need any file,
 * so all of them come before it.
 */
public record BuildSteps(App app, Optional<ShellCommand> install, Optional<ShellCommand> build) {
  /** Neither step has a cache. */
  public void run(Stage stage, Consumer<Stage> manifests) {
    run(stage, manifests, List.of(), List.of());
  }

  /** Both steps fill the same caches. */
  public void run(Stage stage, Consumer<Stage> manifests, List<Mount> caches) {
    run(stage, manifests, caches, caches);
  }

  /**
   * Writes the steps.
   *
   * @param manifests copies what a detected installation needs
   */
  public void run(
      Stage stage, Consumer<Stage> manifests, List<Mount> installCaches, List<Mount> buildCaches) {
    boolean layered = install.isPresent() && app.settings().install().isEmpty();
    if (layered) {
      manifests.accept(stage);
    } else {
      stage.copy(List.of("."), ".");
    }
    install.ifPresent(command -> stage.run(command, installCaches, StepSecrets.install(app)));
    if (layered) {
      stage.copy(List.of("."), ".");
    }
    build.ifPresent(command -> stage.run(command, buildCaches, StepSecrets.build(app)));
  }
}
