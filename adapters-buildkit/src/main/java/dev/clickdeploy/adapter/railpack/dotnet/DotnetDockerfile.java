package dev.clickdeploy.adapter.railpack.dotnet;

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
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Writes the Dockerfile of a .NET app. Packages are part of the layer of dependencies, because the
 * publication relies on them; only downloads are a cache.
 */
record DotnetDockerfile(App app, Projects projects, String buildImage, String runImage) {
  static final int PORT = 3000;
  static final String OUT = "out";

  private static final Mount DOWNLOADS = Mount.cache("/root/.local/share/NuGet");
  private static final Pattern SHARED =
      Pattern.compile(
          "(?:global\\.json|(?i:nuget\\.config)|Directory\\.(?:Build|Packages)\\.(?:props|targets))");

  Dockerfile of(Optional<ShellCommand> install, Optional<ShellCommand> build, ShellCommand start) {
    Dockerfile dockerfile = new Dockerfile();
    Stage stage =
        dockerfile
            .stage(buildImage, "build")
            .packages(app.settings().buildPackages())
            .workdir(ProgramStage.APP)
            .env(Map.of("DOTNET_CLI_TELEMETRY_OPTOUT", "1"))
            .env(app.settings().variables());
    new BuildSteps(app, install, build).run(stage, this::copyManifests, List.of(DOWNLOADS));
    ProgramStage last = ProgramStage.begin(dockerfile, runImage, app, PORT, List.of(), Map.of());
    last.files().copyOwnedFrom("build", ProgramStage.APP + "/" + OUT, ProgramStage.APP);
    last.end(start);
    return dockerfile;
  }

  private void copyManifests(Stage stage) {
    Map<String, List<String>> byDirectory = new TreeMap<>();
    app.files()
        .matching(SHARED)
        .forEach(path -> byDirectory.computeIfAbsent("", d -> new ArrayList<>()).add(path));
    for (Project project : projects.all()) {
      List<String> files = byDirectory.computeIfAbsent(project.directory(), d -> new ArrayList<>());
      files.add(project.path());
      files.addAll(app.files().present(List.of(project.directory() + "packages.lock.json")));
    }
    byDirectory.forEach(
        (directory, files) -> stage.copy(files.stream().distinct().toList(), "./" + directory));
  }
}
