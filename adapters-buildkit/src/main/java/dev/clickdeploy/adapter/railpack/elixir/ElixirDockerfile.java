package dev.clickdeploy.adapter.railpack.elixir;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.ProgramStage;
import dev.clickdeploy.adapter.railpack.app.StepSecrets;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.Mount;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the Dockerfile of an Elixir app. The release brings Erlang but not the system's libraries,
 * so it runs in the smaller image of the same version.
 *
 * @param release its name
 */
record ElixirDockerfile(App app, MixFile mix, ElixirVersion version, String release) {
  static final int PORT = 4000;

  private static final Mount DOWNLOADS = Mount.lockedCache("/root/.hex");

  Dockerfile of(Optional<ShellCommand> install, Optional<ShellCommand> build, ShellCommand start) {
    ElixirSteps steps = new ElixirSteps(app, mix);
    Dockerfile dockerfile = new Dockerfile();
    Stage stage =
        dockerfile
            .stage(version.buildImage(app), "build")
            .packages(steps.packages())
            .workdir(ProgramStage.APP)
            .env(Map.of("MIX_ENV", "prod"))
            .env(app.settings().variables());
    boolean layered = install.isPresent() && !steps.needsSources();
    if (layered) {
      stage.copy(steps.manifests(), "./");
      if (!steps.configuration().isEmpty()) {
        stage.copy(steps.configuration(), "./config/");
      }
    } else {
      stage.copy(List.of("."), ".");
    }
    install.ifPresent(command -> stage.run(command, List.of(DOWNLOADS), StepSecrets.install(app)));
    if (layered) {
      stage.copy(List.of("."), ".");
    }
    build.ifPresent(command -> stage.run(command, List.of(DOWNLOADS), StepSecrets.build(app)));
    runStage(dockerfile, start);
    return dockerfile;
  }

  private void runStage(Dockerfile dockerfile, ShellCommand start) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("LANG", "C.UTF-8");
    variables.put("HOME", ProgramStage.APP);
    if (mix.uses("phoenix")) {
      variables.put("PHX_SERVER", "true");
    }
    ProgramStage last =
        ProgramStage.begin(dockerfile, version.runImage(app), app, PORT, List.of(), variables);
    last.files()
        .copyOwnedFrom("build", ProgramStage.APP + "/_build/prod/rel/" + release, ProgramStage.APP);
    last.end(start);
  }
}
