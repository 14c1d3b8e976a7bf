package dev.clickdeploy.adapter.railpack.cpp;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.BuildSteps;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Procfile;
import dev.clickdeploy.adapter.railpack.app.ProgramStage;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.app.Steps;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** C and C++ programs that CMake or Meson builds, with the compiler and tools of Debian. */
public final class CppProvider implements Provider {
  private static final Kind KIND =
      Kind.of("cpp", "C++", BuildSystem.CMAKE.file(), BuildSystem.MESON.file());
  private static final String IMAGE = "debian:trixie-slim";
  private static final String BUILD = "/build";
  private static final List<String> COMPILER = List.of("g++");
  private static final List<String> LIBRARIES = List.of("ca-certificates", "libstdc++6");
  private static final int PORT = 3000;

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    BuildSystem system =
        app.files().has(BuildSystem.CMAKE.file()) ? BuildSystem.CMAKE : BuildSystem.MESON;
    boolean own = app.settings().start().isPresent() || Procfile.start(app.files()).isPresent();
    Optional<String> program =
        own ? Optional.empty() : Optional.of(BUILD + "/" + Programs.main(app, system));
    Steps steps = new Steps(app);
    Optional<ShellCommand> install = steps.install(Optional.empty(), "");
    Optional<ShellCommand> build =
        steps.build(Optional.of(system.build()), "there is a " + system.file());
    ShellCommand start = steps.start(program, "the build makes it").orElseThrow();
    String image = app.images().official(IMAGE);
    Draft draft =
        new Draft(app, KIND)
            .packageManager(system.command())
            .start(start.text())
            .images(image, image)
            .port(PORT);
    Stream.of(system.command(), "ninja").forEach(name -> draft.tool(tool(app, name)));
    install.ifPresent(command -> draft.install(command.text()));
    build.ifPresent(command -> draft.build(command.text()));
    return Optional.of(
        draft.plan(
            "C++ built by %s, started by `%s`".formatted(system.command(), start.text()),
            dockerfile(app, system, install, build, start)));
  }

  /** Debian has one version of each. */
  private static ToolVersion tool(App app, String name) {
    app.wishes(name, List.of())
        .forEach(
            wish ->
                app.notes()
                    .warn(
                        "%s asks for %s '%s', and it is Debian's"
                            .formatted(wish.where(), name, wish.shown())));
    String version = app.table().tool(name).standard().toString();
    app.notes().because(name + " " + version, "Debian has it");
    return new ToolVersion(name, version, ToolVersion.DEFAULT);
  }

  private static Dockerfile dockerfile(
      App app,
      BuildSystem system,
      Optional<ShellCommand> install,
      Optional<ShellCommand> build,
      ShellCommand start) {
    Dockerfile dockerfile = new Dockerfile();
    String image = app.images().official(IMAGE);
    Stage stage =
        dockerfile
            .stage(image, "build")
            .packages(
                Stream.of(COMPILER, system.packages(), app.settings().buildPackages())
                    .flatMap(List::stream)
                    .distinct()
                    .toList())
            .workdir(ProgramStage.APP)
            .env(app.settings().variables());
    new BuildSteps(app, install, build).run(stage, nothing -> {});
    ProgramStage last = ProgramStage.begin(dockerfile, image, app, PORT, LIBRARIES, Map.of());
    last.files().copyOwnedFrom("build", BUILD, BUILD);
    last.end(start);
    return dockerfile;
  }
}
