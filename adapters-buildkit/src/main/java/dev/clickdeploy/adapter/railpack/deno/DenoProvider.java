package dev.clickdeploy.adapter.railpack.deno;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Candidates;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.app.Steps;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Apps that Deno runs: with a deno.json, or a lock file or version file of Deno's. */
public final class DenoProvider implements Provider {
  private static final Kind KIND = Kind.of("deno", "Deno", "deno.json", "deno.jsonc");
  private static final List<String> VERSION_FILES = List.of(".deno-version", ".dvmrc");

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    DenoJson json = DenoJson.read(app.files());
    ToolVersion deno =
        app.tool(
            "deno",
            VERSION_FILES.stream()
                .flatMap(file -> Wish.in(app.files().firstLine(file), file))
                .toList());
    DenoSteps detected = DenoSteps.of(app, json, deno);
    Steps steps = new Steps(app);
    Optional<ShellCommand> install = steps.install(detected.install(), "deno.json names packages");
    Optional<ShellCommand> build = steps.build(detected.build(), detected.buildReason());
    ShellCommand start =
        steps
            .start(detected.start(), detected.startReason())
            .orElseThrow(() -> nothingToStart(app));
    String image = app.image(deno);
    Draft draft =
        new Draft(app, KIND)
            .runtime(deno)
            .packageManager("deno")
            .framework(detected.framework())
            .start(start.text())
            .images(image, image)
            .port(DenoDockerfile.PORT)
            .ignore(List.of("**/node_modules"));
    install.ifPresent(command -> draft.install(command.text()));
    build.ifPresent(command -> draft.build(command.text()));
    return Optional.of(
        draft.plan(
            "Deno %s, started by `%s`".formatted(deno.version(), start.text()),
            DenoDockerfile.of(app, image, install, build, start)));
  }

  private static PlanningException nothingToStart(App app) {
    return new PlanningException(
        "deno.json says nothing that could be started: looked for a start command in the settings,"
            + " Procfile, a task named start, exports, main.ts and files like it"
            + Candidates.text(app),
        Stream.of("add a task named start to deno.json", Candidates.HINT)
            .reduce((a, b) -> a + ", or " + b)
            .orElseThrow());
  }
}
