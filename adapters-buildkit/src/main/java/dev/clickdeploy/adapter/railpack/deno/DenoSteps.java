package dev.clickdeploy.adapter.railpack.deno;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Optional;

/**
 * What is detected of a Deno app.
 *
 * @param install fetches declared packages; empty when sources are needed for it
 * @param build fetches the rest, and runs the app's own task
 */
record DenoSteps(
    Optional<String> install,
    Optional<String> build,
    String buildReason,
    Optional<String> start,
    String startReason,
    Optional<String> framework) {
  private static final String LOCK = "deno.lock";

  static DenoSteps of(App app, DenoJson json, ToolVersion deno) {
    Optional<String> main = MainFile.find(app.files(), json, app.notes());
    Optional<String> fetch = main.map(file -> "deno cache " + frozen(app, deno) + file);
    Optional<String> task = json.task("build").map(build -> "deno task build");
    Optional<String> build =
        task.map(own -> fetch.map(f -> f + " && ").orElse("") + own).or(() -> fetch);
    Optional<String> start =
        json.task("start")
            .filter(command -> !isDevelopment(command))
            .map(command -> command.startsWith("deno ") ? command : "deno task start")
            .or(() -> main.map(file -> "deno run --allow-all " + file));
    boolean declared = json.hasImports() && !json.isWorkspace() && !isOld(deno);
    return new DenoSteps(
        declared ? Optional.of(("deno install " + frozen(app, deno)).strip()) : Optional.empty(),
        build,
        task.isPresent() ? "deno.json has a task named build" : "its modules belong to the image",
        start,
        json.task("start").isPresent() ? "deno.json has a task named start" : "it is the main file",
        app.files().first(List.of("fresh.config.ts", "fresh.gen.ts")).map(f -> "fresh"));
  }

  /** Deno 1 wrote lock files of other forms, and had the option late. */
  private static String frozen(App app, ToolVersion deno) {
    return app.files().has(LOCK) && !isOld(deno) ? "--frozen " : "";
  }

  private static boolean isOld(ToolVersion deno) {
    return deno.version().startsWith("1");
  }

  private static boolean isDevelopment(String command) {
    return command.contains("--watch");
  }
}
