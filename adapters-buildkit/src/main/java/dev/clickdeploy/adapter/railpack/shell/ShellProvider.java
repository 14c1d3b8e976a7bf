package dev.clickdeploy.adapter.railpack.shell;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.BuildSteps;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.ProgramStage;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.app.Steps;
import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.dockerfile.Stage;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.model.build.BuildPlan;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An app that a shell script starts, on Debian. */
public final class ShellProvider implements Provider {
  private static final Kind KIND = Kind.of("shell", "a shell script", "start.sh");
  private static final String OPTION = "SHELL_SCRIPT";
  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_+@./][A-Za-z0-9_+@./-]*");
  private static final String IMAGE = "debian:trixie-slim";
  private static final int PORT = 3000;

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<String> detect(App app) {
    return app.settings()
        .option(OPTION)
        .map(script -> "RAILPACK_" + OPTION)
        .or(() -> KIND.shownBy(app.files()));
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    Optional<String> script = script(app);
    if (script.isEmpty() && app.settings().start().isEmpty()) {
      return Optional.empty();
    }
    Optional<Interpreter> interpreter =
        script.map(path -> Interpreter.of(app.files().head(path, 300), path, app.notes()));
    Steps steps = new Steps(app);
    Optional<ShellCommand> install = steps.install(Optional.empty(), "");
    Optional<ShellCommand> build = steps.build(Optional.empty(), "");
    ShellCommand start =
        steps
            .start(interpreter.map(i -> i.command() + " " + script.orElseThrow()), "the script")
            .orElseThrow();
    List<String> packages = interpreter.map(Interpreter::packages).orElse(List.of());
    Dockerfile dockerfile = dockerfile(app, packages, install, build, start);
    Draft draft = new Draft(app, KIND).start(start.text()).port(PORT);
    install.ifPresent(command -> draft.install(command.text()));
    build.ifPresent(command -> draft.build(command.text()));
    String image = app.images().official(IMAGE);
    boolean built = install.isPresent() || build.isPresent();
    return Optional.of(
        draft
            .images(built ? image : null, image)
            .plan("started by `%s` on Debian".formatted(start.text()), dockerfile));
  }

  /** The script that the settings name, else start.sh; empty when there is only a command. */
  private static Optional<String> script(App app) {
    SourceFiles files = app.files();
    Optional<String> named = app.settings().option(OPTION);
    if (named.isEmpty()) {
      return files.first(KIND.markers());
    }
    String path = named.get().replaceFirst("^\\./", "");
    if (!PATH.matcher(path).matches() || !files.has(path)) {
      throw new PlanningException(
          "RAILPACK_%s names '%s', and there is no such script"
              .formatted(OPTION, path.replaceAll("\\p{Cntrl}", " ")),
          "correct the path; it is relative to the root directory");
    }
    return Optional.of(path);
  }

  private static Dockerfile dockerfile(
      App app,
      List<String> packages,
      Optional<ShellCommand> install,
      Optional<ShellCommand> build,
      ShellCommand start) {
    Dockerfile dockerfile = new Dockerfile();
    String image = app.images().official(IMAGE);
    boolean built = install.isPresent() || build.isPresent();
    if (built) {
      Stage stage =
          dockerfile
              .stage(image, "build")
              .packages(app.settings().buildPackages())
              .workdir(ProgramStage.APP)
              .env(app.settings().variables());
      new BuildSteps(app, install, build).run(stage, nothing -> {});
    }
    ProgramStage last = ProgramStage.begin(dockerfile, image, app, PORT, packages, Map.of());
    if (built) {
      last.files().copyOwnedFrom("build", ProgramStage.APP, ProgramStage.APP);
    } else {
      last.files().copyOwned(List.of("."), ProgramStage.APP);
    }
    last.end(start);
    return dockerfile;
  }
}
