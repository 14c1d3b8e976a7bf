package dev.clickdeploy.adapter.railpack.golang;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the package to build, in Railpack's order (core/providers/golang): the settings, the root,
 * the first command below cmd/, the workspace's first module with a main.go.
 */
final class GoTargets {
  private static final String BIN = "GO_BIN";
  private static final String MODULE = "GO_WORKSPACE_MODULE";
  private static final Pattern NAME = Pattern.compile("[\\w@+][\\w@+.-]*(?:/[\\w@+][\\w@+.-]*)*");
  private static final Pattern ROOT = Pattern.compile("[^/]+\\.go");
  private static final Pattern COMMAND = Pattern.compile("cmd/[^/]+/[^/]+\\.go");
  private static final Pattern MAIN = Pattern.compile("(?m)^package[ \\t]+main\\b");
  private static final Pattern NOT_BUILT =
      Pattern.compile("(?:.*/)?(?:vendor|testdata|examples?|node_modules|[_.][^/]*)/.*");
  private static final int HEAD = 16 * 1024;
  private static final int MOST = 200;

  private final App app;
  private final SourceFiles files;

  GoTargets(App app) {
    this.app = app;
    this.files = app.files();
  }

  /**
   * The package.
   *
   * @throws PlanningException when a setting names none
   */
  Optional<GoTarget> find() {
    return named(MODULE, "./")
        .or(() -> named(BIN, "./cmd/"))
        .or(this::root)
        .or(this::command)
        .or(this::elsewhere);
  }

  private Optional<GoTarget> named(String option, String prefix) {
    Optional<String> name = app.settings().option(option);
    if (name.isPresent()) {
      String plain = name.get().replaceFirst("^\\./", "");
      if (!NAME.matcher(plain).matches() || !files.hasDirectory(directory(prefix + plain))) {
        throw new PlanningException(
            "RAILPACK_%s says '%s', and there is no directory %s"
                .formatted(option, name.get(), directory(prefix + plain)),
            "name a directory with a package main" + (prefix.equals("./") ? "" : " below cmd/"));
      }
      return Optional.of(new GoTarget(prefix + plain, "RAILPACK_" + option));
    }
    return Optional.empty();
  }

  private Optional<GoTarget> root() {
    return mains(ROOT).stream()
        .findFirst()
        .map(
            file ->
                files.has(GoManifest.MODULE)
                    ? new GoTarget("", file + " is of package main")
                    : new GoTarget(file, "there is " + file + ", and no go.mod"));
  }

  private Optional<GoTarget> command() {
    List<String> commands = mains(COMMAND).stream().map(GoTargets::parent).distinct().toList();
    if (commands.size() > 1) {
      app.notes()
          .warn(
              "there are several commands: %s; %s is built, RAILPACK_GO_BIN names another"
                  .formatted(String.join(", ", commands), commands.get(0)));
    }
    return commands.stream()
        .findFirst()
        .map(directory -> new GoTarget("./" + directory, directory + " is the first command"));
  }

  private Optional<GoTarget> elsewhere() {
    List<String> mains =
        files
            .paths()
            .filter(path -> path.endsWith("/main.go") && !NOT_BUILT.matcher(path).matches())
            .limit(MOST)
            .filter(this::isMain)
            .map(GoTargets::parent)
            .filter(directory -> NAME.matcher(directory).matches())
            .toList();
    boolean workspace = files.has(GoManifest.WORKSPACE);
    if (mains.size() > 1) {
      app.notes()
          .warn(
              "there are several programs: %s; %s is built, RAILPACK_GO_WORKSPACE_MODULE names another"
                  .formatted(shown(mains), mains.get(0)));
    }
    return mains.stream()
        .findFirst()
        .map(
            directory ->
                new GoTarget(
                    "./" + directory,
                    "%s/main.go is the first %s"
                        .formatted(directory, workspace ? "of the workspace" : "program")));
  }

  private List<String> mains(Pattern place) {
    return files
        .matching(place)
        .filter(path -> !path.endsWith("_test.go"))
        .filter(path -> path.indexOf('/') < 0 || NAME.matcher(parent(path)).matches())
        .limit(MOST)
        .filter(this::isMain)
        .toList();
  }

  private boolean isMain(String path) {
    return MAIN.matcher(files.head(path, HEAD)).find();
  }

  private static String shown(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(5, names.size())))
        + (names.size() > 5 ? " …" : "");
  }

  private static String directory(String path) {
    return path.replaceFirst("^\\./", "");
  }

  private static String parent(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }
}
