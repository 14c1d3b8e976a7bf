package dev.clickdeploy.adapter.railpack.rust;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.app.Steps;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.model.build.BuildPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Programs that Cargo builds. */
public final class RustProvider implements Provider {
  private static final Kind KIND = Kind.of("rust", "Rust", Cargo.FILE);
  private static final List<String> FRAMEWORKS =
      List.of("rocket", "axum", "actix-web", "warp", "poem", "salvo", "tide");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    return Cargo.read(app.files(), "").map(root -> plan(app, root));
  }

  private static BuildPlan plan(App app, Cargo root) {
    Program program = Program.find(app, root);
    Optional<Toolchain> toolchain = Toolchain.read(app.files());
    RustVersion version = RustVersion.choose(app, root, program.cargo(), toolchain);
    RustCommands commands = new RustCommands(app, program);
    if (!app.files().has(Cargo.LOCK)) {
      app.notes()
          .warn("there is no Cargo.lock, so each build may take other dependencies; commit it");
    }
    Steps steps = new Steps(app);
    Optional<ShellCommand> install =
        steps.install(commands.dependencies(), "dependencies are a layer before the sources");
    Optional<ShellCommand> build =
        steps.build(Optional.of(commands.build()), "Cargo.toml makes a program");
    ShellCommand start = steps.start(Optional.of(start(program)), "Cargo builds it").orElseThrow();
    Draft draft =
        new Draft(app, KIND)
            .runtime(version.tool())
            .packageManager("cargo")
            .framework(FRAMEWORKS.stream().filter(program.cargo()::uses).findFirst())
            .start(start.text())
            .images(version.buildImage(app), version.runImage(app))
            .port(RustDockerfile.PORT)
            .ignore(ignored(app, toolchain));
    install.ifPresent(command -> draft.install(command.text()));
    build.ifPresent(command -> draft.build(command.text()));
    return draft.plan(
        "Rust %s, started by `%s`".formatted(version.tool().version(), start.text()),
        new RustDockerfile(app, version, commands).of(install, build, start));
  }

  private static String start(Program program) {
    String port = program.cargo().uses("rocket") ? "ROCKET_PORT=$PORT " : "";
    return port + "./bin/" + program.start();
  }

  /** The image is the toolchain; rustup would fetch another one for the name of a channel. */
  private static List<String> ignored(App app, Optional<Toolchain> toolchain) {
    List<String> patterns = new ArrayList<>(List.of("**/target"));
    toolchain.ifPresent(
        asked -> {
          if (asked.extra()) {
            app.notes()
                .because(
                    "rustup fetches the toolchain",
                    asked.file() + " asks for more than the image has");
          } else {
            patterns.add(asked.file());
          }
        });
    return patterns;
  }
}
