package dev.clickdeploy.adapter.railpack.rust;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.BuildSteps;
import dev.clickdeploy.adapter.railpack.app.ProgramStage;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the Dockerfile of a Rust app: built with the compiler, run on Debian alone. */
record RustDockerfile(App app, RustVersion version, RustCommands commands) {
  static final int PORT = 3000;

  private static final List<Mount> REGISTRY =
      List.of(Mount.cache("/usr/local/cargo/registry"), Mount.cache("/usr/local/cargo/git/db"));

  Dockerfile of(Optional<ShellCommand> install, Optional<ShellCommand> build, ShellCommand start) {
    Dockerfile dockerfile = new Dockerfile();
    Stage stage =
        dockerfile
            .stage(version.buildImage(app), "build")
            .packages(app.settings().buildPackages())
            .workdir(ProgramStage.APP)
            .env(app.settings().variables());
    new BuildSteps(app, install, build)
        .run(
            stage,
            manifests -> manifests.copy(commands.manifests(), "./"),
            REGISTRY,
            buildMounts());
    ProgramStage last =
        ProgramStage.begin(
            dockerfile,
            version.runImage(app),
            app,
            PORT,
            commands.runtimePackages(version.suite()),
            commands.program().cargo().uses("rocket")
                ? Map.of("ROCKET_ADDRESS", "0.0.0.0")
                : Map.of());
    files(last.files());
    last.end(start);
    return dockerfile;
  }

  /** Of a command of somebody's own it is not known where the program lies. */
  private void files(Stage stage) {
    if (app.settings().build().filter(own -> own.replaces()).isPresent()) {
      stage.copyOwnedFrom("build", ProgramStage.APP, ProgramStage.APP);
    } else {
      stage
          .copyOwned(List.of("."), ProgramStage.APP)
          .copyOwnedFrom("build", ProgramStage.APP + "/bin", ProgramStage.APP + "/bin");
    }
  }

  private List<Mount> buildMounts() {
    List<Mount> mounts = new ArrayList<>(REGISTRY);
    if (commands.keepsTarget()) {
      mounts.add(Mount.lockedCache(ProgramStage.APP + "/target"));
    }
    return mounts;
  }
}
