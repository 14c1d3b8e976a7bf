package dev.clickdeploy.adapter.railpack.elixir;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.app.Steps;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.model.build.BuildPlan;
import java.util.List;
import java.util.Optional;

/** Apps that Mix makes a release of, Phoenix's among them. */
public final class ElixirProvider implements Provider {
  private static final Kind KIND = Kind.of("elixir", "Elixir", MixFile.FILE);
  private static final List<String> IGNORE =
      List.of("_build", "deps", "assets/node_modules", "**/.elixir_ls");

  /** A script of Phoenix's that starts the release with its server. */
  private static final String SERVER = "rel/overlays/bin/server";

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    MixFile mix = MixFile.read(app.files());
    String release = mix.release().orElseThrow(() -> noRelease(mix));
    ElixirVersion version = ElixirVersion.choose(app, mix);
    ElixirSteps detected = new ElixirSteps(app, mix);
    Steps steps = new Steps(app);
    Optional<ShellCommand> install =
        steps.install(
            detected.install(),
            app.files().has(MixFile.LOCK) ? "there is a mix.lock" : "mix.exs names dependencies");
    Optional<ShellCommand> build =
        steps.build(Optional.of(detected.build()), "mix.exs describes the release " + release);
    boolean script = mix.uses("phoenix") && app.files().has(SERVER);
    ShellCommand start =
        steps
            .start(
                Optional.of(script ? "bin/server" : "bin/" + release + " start"),
                script ? "there is " + SERVER : "the release has it")
            .orElseThrow();
    Draft draft =
        new Draft(app, KIND)
            .runtime(version.elixir())
            .tool(version.erlang())
            .packageManager("mix")
            .framework(mix.uses("phoenix") ? Optional.of("phoenix") : Optional.empty())
            .start(start.text())
            .images(version.buildImage(app), version.runImage(app))
            .port(ElixirDockerfile.PORT)
            .ignore(IGNORE);
    install.ifPresent(command -> draft.install(command.text()));
    build.ifPresent(command -> draft.build(command.text()));
    return Optional.of(
        draft.plan(
            "Elixir %s on Erlang %s, started by `%s`"
                .formatted(version.elixir().version(), version.erlang().version(), start.text()),
            new ElixirDockerfile(app, mix, version, release).of(install, build, start)));
  }

  private static PlanningException noRelease(MixFile mix) {
    return new PlanningException(
        "mix.exs names no release"
            + (mix.isUmbrella() ? ", and an umbrella has no app of its own" : " and no app"),
        mix.isUmbrella()
            ? "add releases to mix.exs: [my_release: [applications: [my_app: :permanent]]]"
            : "add app: :name to the project in mix.exs");
  }
}
