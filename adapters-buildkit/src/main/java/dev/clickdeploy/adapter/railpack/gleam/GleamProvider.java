package dev.clickdeploy.adapter.railpack.gleam;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Draft;
import dev.clickdeploy.adapter.railpack.app.Kind;
import dev.clickdeploy.adapter.railpack.app.Provider;
import dev.clickdeploy.adapter.railpack.app.Steps;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.Toml;
import dev.clickdeploy.adapter.railpack.version.Grammar;
import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;

/** Gleam programs, run as a shipment for Erlang. */
public final class GleamProvider implements Provider {
  private static final String FILE = "gleam.toml";
  private static final Kind KIND = Kind.of("gleam", "Gleam", FILE);
  private static final String START = "./build/erlang-shipment/entrypoint.sh run";

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Optional<BuildPlan> plan(App app) {
    JsonNode toml = toml(app);
    ToolVersion gleam = app.tool("gleam", wishes(toml));
    ToolVersion erlang =
        new ToolVersion(
            "erlang", app.table().tool("gleam-erlang").standard().toString(), ToolVersion.DEFAULT);
    app.notes().because("Erlang " + erlang.version(), "Gleam's image has it");
    Steps steps = new Steps(app);
    Optional<ShellCommand> install =
        steps.install(
            toml.path("dependencies").isEmpty()
                ? Optional.empty()
                : Optional.of("gleam deps download"),
            "gleam.toml names dependencies");
    Optional<ShellCommand> build =
        steps.build(Optional.of("gleam export erlang-shipment"), "there is a " + FILE);
    ShellCommand start = steps.start(Optional.of(START), "the shipment has it").orElseThrow();
    String image = app.image(gleam);
    Draft draft =
        new Draft(app, KIND)
            .runtime(gleam)
            .tool(erlang)
            .start(start.text())
            .images(image, image)
            .port(GleamDockerfile.PORT)
            .ignore(List.of("build"));
    install.ifPresent(command -> draft.install(command.text()));
    build.ifPresent(command -> draft.build(command.text()));
    return Optional.of(
        draft.plan(
            "Gleam %s, started by `%s`".formatted(gleam.version(), start.text()),
            GleamDockerfile.of(app, image, install, build, start)));
  }

  private static JsonNode toml(App app) {
    JsonNode toml =
        app.files()
            .text(FILE)
            .flatMap(Toml::parse)
            .orElseThrow(
                () ->
                    new PlanningException(
                        FILE + " is no TOML of at most 1 MB",
                        "correct it; `gleam check` says where it is wrong"));
    if (toml.path("target").asText("erlang").equals("javascript")) {
      throw new PlanningException(
          "gleam.toml has the target javascript, and only Erlang's can be planned",
          "remove the target, or add a Dockerfile");
    }
    return toml;
  }

  private static List<Wish> wishes(JsonNode toml) {
    String demand = toml.path("gleam").asText("");
    return demand.isBlank()
        ? List.of()
        : List.of(new Wish(demand, "gleam in " + FILE, Grammar.RUBY));
  }
}
