package dev.clickdeploy.adapter.railpack.gleam;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.BuildSteps;
import dev.clickdeploy.adapter.railpack.app.ProgramStage;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the Dockerfile of a Gleam app: the shipment in the image that made it. */
final class GleamDockerfile {
  static final int PORT = 3000;

  private static final String SHIPMENT = ProgramStage.APP + "/build/erlang-shipment";
  private static final List<String> MANIFESTS = List.of("gleam.toml", "manifest.toml");
  private static final String OPTION = "GLEAM_INCLUDE_SOURCE";

  private GleamDockerfile() {}

  static Dockerfile of(
      App app,
      String image,
      Optional<ShellCommand> install,
      Optional<ShellCommand> build,
      ShellCommand start) {
    Dockerfile dockerfile = new Dockerfile();
    Stage stage =
        dockerfile
            .stage(image, "build")
            .packages(app.settings().buildPackages())
            .workdir(ProgramStage.APP)
            .env(app.settings().variables());
    new BuildSteps(app, install, build)
        .run(stage, manifests -> manifests.copy(app.files().present(MANIFESTS), "./"));
    ProgramStage last =
        ProgramStage.begin(
            dockerfile, image, app, PORT, List.of(), Map.of("HOME", ProgramStage.APP));
    if (app.settings().isOn(OPTION)) {
      app.notes().because("the sources are in the image", "RAILPACK_" + OPTION + " is on");
      last.files().copyOwned(List.of("."), ProgramStage.APP);
    }
    last.files().copyOwnedFrom("build", SHIPMENT, SHIPMENT);
    last.end(start);
    return dockerfile;
  }
}
