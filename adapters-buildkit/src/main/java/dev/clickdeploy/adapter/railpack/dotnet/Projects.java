package dev.clickdeploy.adapter.railpack.dotnet;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.app.Candidates;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The projects of a repository.
 *
 * @param all without those for tests
 * @param main the one that is published and run
 */
record Projects(List<Project> all, Project main) {
  private static final int MAX_PROJECTS = 100;

  /**
   * The root's project, else the solution's: web projects before others, upper ones before lower.
   *
   * @throws PlanningException when none makes a program that runs on Linux
   */
  static Projects find(App app) {
    List<Project> all =
        app.files()
            .matching(Project.FILE)
            .limit(MAX_PROJECTS)
            .map(path -> Project.read(app.files(), path))
            .filter(project -> !project.isTest())
            .toList();
    List<Project> runnable =
        all.stream()
            .filter(Project::isRunnable)
            .sorted(
                Comparator.comparing((Project p) -> !p.directory().isEmpty())
                    .thenComparing(p -> !p.isWeb()))
            .toList();
    Project main =
        runnable.stream().findFirst().or(() -> onlyAtRoot(all)).orElseThrow(() -> none(app));
    refuse(main);
    app.notes()
        .because(
            "publish " + main.path(),
            main.isWeb() ? "it is a web project" : "it is the project that makes a program");
    warnOfOthers(app, runnable, main);
    return new Projects(all, main);
  }

  /** Whether the commands may leave out which project is meant. */
  boolean isAlone(App app) {
    return main.directory().isEmpty()
        && all.stream().filter(project -> project.directory().isEmpty()).count() == 1
        && app.files().paths().noneMatch(path -> path.matches("[^/]+\\.slnx?"));
  }

  private static Optional<Project> onlyAtRoot(List<Project> all) {
    return all.stream().filter(project -> project.directory().isEmpty()).findFirst();
  }

  private static void warnOfOthers(App app, List<Project> runnable, Project main) {
    List<String> others =
        runnable.stream()
            .filter(p -> p.isWeb() == main.isWeb() && !p.equals(main))
            .map(Project::path)
            .toList();
    if (!others.isEmpty()) {
      app.notes()
          .warn(
              "%s could be published too, and %s is; add a Dockerfile for another one"
                  .formatted(String.join(", ", others), main.path()));
    }
  }

  private static void refuse(Project main) {
    if (main.isOld()) {
      throw new PlanningException(
          main.path() + " is made for .NET Framework, which runs on Windows only",
          "move it to a newer .NET: set Sdk and TargetFramework, such as net8.0");
    }
    main.foreign()
        .ifPresent(
            framework -> {
              throw new PlanningException(
                  "%s is made for %s, which does not run on Linux"
                      .formatted(main.path(), framework.replaceAll("\\p{Cntrl}", " ")),
                  "make it for a plain framework, such as net8.0, or set the root directory");
            });
  }

  private static PlanningException none(App app) {
    return new PlanningException(
        "no .NET project here makes a program: looked for Microsoft.NET.Sdk.Web,"
            + " Microsoft.NET.Sdk.Worker and OutputType Exe"
            + Candidates.text(app),
        "set OutputType to Exe in the project of the program, or " + Candidates.HINT);
  }
}
