package dev.clickdeploy.adapter.railpack.deno;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.BuildSteps;
import dev.clickdeploy.adapter.railpack.app.ProgramStage;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the Dockerfile of a Deno app. Its modules lie in a directory of their own in the image, so
 * that is no cache mount; the image's entry point stays, which passes the stop signal on.
 */
final class DenoDockerfile {
  static final int PORT = 8000;

  private static final String MODULES = "/deno-dir";
  private static final List<String> MANIFESTS =
      List.of("deno.json", "deno.jsonc", "deno.lock", "package.json", ".npmrc");

  private DenoDockerfile() {}

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
            .workdir(MODULES)
            .workdir(ProgramStage.APP)
            .env(Map.of("DENO_DIR", MODULES))
            .env(app.settings().variables());
    new BuildSteps(app, install, build)
        .run(stage, manifests -> manifests.copy(app.files().present(MANIFESTS), "./"));
    ProgramStage last =
        ProgramStage.begin(dockerfile, image, app, PORT, List.of(), Map.of("DENO_DIR", MODULES));
    last.files()
        .copyOwnedFrom("build", MODULES, MODULES)
        .copyOwnedFrom("build", ProgramStage.APP, ProgramStage.APP);
    last.end(start);
    return dockerfile;
  }
}
