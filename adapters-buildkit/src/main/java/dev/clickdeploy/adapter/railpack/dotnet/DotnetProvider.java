package dev.clickdeploy.adapter.railpack.dotnet;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.app.Steps;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.model.build.BuildPlan;
import java.util.List;
import java.util.Optional;

/** Programs of .NET: a project at the root, or the one of a solution. */
public final class DotnetProvider implements Provider {
  private static final Kind KIND =
      Kind.of("dotnet", ".NET", "*.csproj", "*.fsproj", "*.vbproj", "*.sln", "*.slnx");
  private static final List<String> IGNORE = List.of("**/bin", "**/obj", DotnetDockerfile.OUT);

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    Projects projects = Projects.find(app);
    Project main = projects.main();
    DotnetVersion version = DotnetVersion.choose(app, main);
    Steps steps = new Steps(app);
    String project = projects.isAlone(app) ? "" : " " + quoted(main.path());
    boolean locked = app.files().has(main.directory() + "packages.lock.json");
    Optional<ShellCommand> install =
        steps.install(
            Optional.of("dotnet restore" + project + (locked ? " --locked-mode" : "")),
            locked ? "there is a packages.lock.json" : main.path() + " names its packages");
    Optional<ShellCommand> build =
        steps.build(
            Optional.of(
                "dotnet publish%s --no-restore -c Release%s -o %s"
                    .formatted(project, framework(app, version, main), DotnetDockerfile.OUT)),
            main.path() + " makes a program");
    ShellCommand start = steps.start(Optional.of(start(main)), "it is published").orElseThrow();
    String runImage = version.runImage(app, main.isWeb());
    Draft draft =
        new Draft(app, KIND)
            .runtime(version.sdk())
            .packageManager("nuget")
            .framework(main.isWeb() ? Optional.of("aspnet") : Optional.empty())
            .start(start.text())
            .images(version.buildImage(app), runImage)
            .port(DotnetDockerfile.PORT)
            .ignore(IGNORE);
    install.ifPresent(command -> draft.install(command.text()));
    build.ifPresent(command -> draft.build(command.text()));
    return Optional.of(
        draft.plan(
            ".NET %s, started by `%s`".formatted(version.runtime(), start.text()),
            new DotnetDockerfile(app, projects, version.buildImage(app), runImage)
                .of(install, build, start)));
  }

  /** A project for several frameworks is published for one. */
  private static String framework(App app, DotnetVersion version, Project main) {
    return main.frameworks(app.files()).size() > 1 ? " -f net" + version.runtime() : "";
  }

  private static String start(Project main) {
    String program = quoted("./" + main.assembly());
    return main.isWeb()
        ? "ASPNETCORE_URLS=http://0.0.0.0:${PORT:-%d} %s".formatted(DotnetDockerfile.PORT, program)
        : program;
  }

  /** Paths of projects may have spaces, but nothing else that means something to a shell. */
  private static String quoted(String path) {
    return path.contains(" ") ? "'" + path + "'" : path;
  }
}
