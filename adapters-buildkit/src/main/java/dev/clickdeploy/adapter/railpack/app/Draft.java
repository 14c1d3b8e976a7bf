package dev.clickdeploy.adapter.railpack.app;

import dev.clickdeploy.adapter.railpack.dockerfile.Dockerfile;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.model.build.BaseImageNames;
import dev.clickdeploy.model.build.BuildPlan;
import dev.clickdeploy.model.build.DockerfileSource;
import dev.clickdeploy.model.build.Recipe;
import dev.clickdeploy.model.build.StaticFiles;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plan while a provider makes it; what is not told stays null or empty in it. */
public final class Draft {
  private final App app;
  private final Kind kind;
  private @Nullable ToolVersion runtime;
  private final List<ToolVersion> tools = new ArrayList<>();
  private @Nullable String packageManager;
  private @Nullable String framework;
  private final List<String> install = new ArrayList<>();
  private final List<String> build = new ArrayList<>();
  private @Nullable String start;
  private @Nullable StaticFiles staticFiles;
  private BaseImageNames images = BaseImageNames.UNKNOWN;
  private @Nullable Integer port;
  private List<String> ignore = List.of(".git");

  /** A plan of nothing yet. */
  public Draft(App app, Kind kind) {
    this.app = app;
    this.kind = kind;
  }

  /** What runs the app. */
  public Draft runtime(ToolVersion tool) {
    runtime = tool;
    return this;
  }

  /** What is there beside the runtime. */
  public Draft tool(ToolVersion tool) {
    tools.add(tool);
    return this;
  }

  /** Who brings the dependencies. */
  public Draft packageManager(String name) {
    packageManager = name;
    return this;
  }

  /** What the app is made with. */
  public Draft framework(Optional<String> name) {
    framework = name.orElse(null);
    return this;
  }

  /** A command of the installation, after those told before. */
  public Draft install(String command) {
    install.add(command);
    return this;
  }

  /** A command of the build, after those told before. */
  public Draft build(String command) {
    build.add(command);
    return this;
  }

  /** The start command, as people write it. */
  public Draft start(String command) {
    start = command;
    return this;
  }

  /** Files that are served instead of a program. */
  public Draft staticFiles(StaticFiles files) {
    staticFiles = files;
    return this;
  }

  /** The images that it is built in and made of. */
  public Draft images(@Nullable String build, String run) {
    images = new BaseImageNames(build, run);
    return this;
  }

  /** The port when {@code PORT} says no other. */
  public Draft port(int number) {
    port = number;
    return this;
  }

  /** Patterns in the syntax of .dockerignore, beside the repository's own and .git. */
  public Draft ignore(List<String> patterns) {
    List<String> all = new ArrayList<>(patterns);
    all.add(0, ".git");
    ignore = List.copyOf(all);
    return this;
  }

  private void warnOfStart(String command) {
    StartedFile.warn(app, command);
    if (!new ShellCommand(command).passesSignalsOn()) {
      app.notes()
          .warn(
              "the start command needs a shell, which keeps the stop signal from what it runs; put"
                  + " exec before its last program");
    }
  }

  /** The plan, with everything noted of the app. */
  public BuildPlan plan(String summary, Dockerfile dockerfile) {
    Recipe recipe =
        new Recipe(
            runtime, tools, packageManager, framework, install, build, start, staticFiles, images);
    UnusedTools.warn(app, kind, recipe.allTools());
    if (start != null) {
      warnOfStart(start);
    }
    return new BuildPlan(
        kind.name(),
        summary,
        new DockerfileSource.Generated(dockerfile.text()),
        null,
        Map.of(),
        port,
        ignore,
        app.notes().evidence(),
        app.notes().warnings(),
        recipe);
  }
}
