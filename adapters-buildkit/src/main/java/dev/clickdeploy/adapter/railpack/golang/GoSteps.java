package dev.clickdeploy.adapter.railpack.golang;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Candidates;
import dev.clickdeploy.adapter.railpack.app.ChosenCommand;
import dev.clickdeploy.adapter.railpack.app.Procfile;
import dev.clickdeploy.adapter.railpack.dockerfile.ShellCommand;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.version.Wish;
import dev.clickdeploy.model.build.ToolVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Decides how a Go program is built and what its image has. */
final class GoSteps {
  private final App app;
  private final Optional<GoManifest> manifest;

  GoSteps(App app) {
    this.app = app;
    this.manifest = GoManifest.read(app.files());
  }

  GoRecipe recipe() {
    ToolVersion version = app.tool("go", wishes());
    GoModules modules = GoModules.of(app);
    Optional<ChosenCommand> install = install(modules);
    String output = app.files().has("out") || app.files().hasDirectory("out") ? "program" : "out";
    Optional<ChosenCommand> build = build(output);
    ChosenCommand start = start(output);
    install.ifPresent(command -> note("install by", command));
    build.ifPresent(command -> note("build by", command));
    note("start", start);
    return new GoRecipe(
        version,
        modules,
        install,
        build,
        start,
        output,
        variables(),
        GoFrameworks.of(manifest),
        isAlone(start, output));
  }

  private void note(String step, ChosenCommand command) {
    app.notes().because("%s `%s`".formatted(step, command.text()), command.because());
  }

  private List<Wish> wishes() {
    SourceFiles files = app.files();
    return Stream.of(
            Wish.in(files.firstLine(".go-version"), ".go-version"),
            manifest.stream()
                .flatMap(m -> Wish.in(m.toolchain(), "the toolchain line of " + m.file())),
            manifest.stream().flatMap(m -> Wish.in(m.go(), "the go line of " + m.file())))
        .flatMap(wishes -> wishes)
        .toList();
  }

  private Optional<ChosenCommand> install(GoModules modules) {
    Optional<ChosenCommand> download =
        manifest
            .filter(m -> !modules.vendored() && modules.entangled().isEmpty())
            .map(m -> ChosenCommand.of("go mod download", "there is a " + m.file()));
    if (modules.vendored() && app.settings().install().isEmpty()) {
      app.notes().because("download no modules", "they are in vendor/");
    }
    modules
        .entangled()
        .filter(module -> app.settings().install().isEmpty())
        .ifPresent(
            module ->
                app.notes()
                    .because(
                        "download modules while building",
                        "modules of the workspace need " + module.replaceAll("\\p{Cntrl}", " ")));
    return ChosenCommand.overridden(app.settings().install(), download);
  }

  private Optional<ChosenCommand> build(String output) {
    Optional<ChosenCommand> detected =
        app.settings().build().filter(setting -> setting.replaces()).isPresent()
            ? Optional.empty()
            : Optional.of(
                new GoTargets(app)
                    .find()
                    .map(
                        target ->
                            ChosenCommand.of(
                                "go build -ldflags=\"-w -s\" -o %s %s"
                                    .formatted(output, target.argument()),
                                target.because()))
                    .orElseThrow(() -> nothingToBuild(app)));
    return ChosenCommand.overridden(app.settings().build(), detected);
  }

  private ChosenCommand start(String output) {
    Optional<ChosenCommand> written = ChosenCommand.start(app);
    written
        .filter(start -> start.because().equals(Procfile.FILE))
        .filter(start -> app.settings().build().isEmpty() && !start.text().contains(output))
        .map(start -> start.command().firstWord())
        .filter(word -> word.contains("/") && !app.files().has(word.replaceFirst("^\\./", "")))
        .ifPresent(
            word ->
                app.notes()
                    .warn(
                        "the Procfile starts %s, which nothing makes: the program is ./%s"
                            .formatted(word.replaceAll("\\p{Cntrl}", " "), output)));
    return written.orElseGet(() -> ChosenCommand.of("./" + output, "the program that is built"));
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    Optional<String> needsC = manifest.flatMap(GoFrameworks::needsC);
    needsC.ifPresent(module -> app.notes().because("cgo", module + " is written in C"));
    variables.put("CGO_ENABLED", needsC.isPresent() ? "1" : "0");
    GoFrameworks.of(manifest)
        .filter("gin"::equals)
        .ifPresent(gin -> variables.put("GIN_MODE", "release"));
    return variables;
  }

  /** Files that a program may want to read at run time bring the whole tree into the image. */
  private boolean isAlone(ChosenCommand start, String output) {
    Optional<String> file = GoSources.otherFile(app.files());
    boolean alone =
        file.isEmpty()
            && app.settings().build().isEmpty()
            && start.command().equals(new ShellCommand("./" + output));
    app.notes()
        .because(
            alone ? "only the program in the image" : "the repository's files in the image",
            alone
                ? "the repository has nothing but its source"
                : file.map(path -> "there is " + path).orElse("the commands may need them"));
    return alone;
  }

  private static PlanningException nothingToBuild(App app) {
    return new PlanningException(
        "no package main was found: looked at the root, in cmd/ and for main.go in every directory"
            + Candidates.text(app),
        "name it with RAILPACK_GO_WORKSPACE_MODULE, set the build command, or " + Candidates.HINT);
  }
}
