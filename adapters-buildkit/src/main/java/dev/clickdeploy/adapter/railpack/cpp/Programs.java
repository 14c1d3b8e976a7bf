package dev.clickdeploy.adapter.railpack.cpp;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs that the build files of a tree declare, so far as their text shows it. */
final class Programs {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.+-]*");
  private static final Pattern DIRECTORY = Pattern.compile("(?:[A-Za-z0-9_][A-Za-z0-9_.+-]*/)*");
  private static final Pattern TEST = Pattern.compile("(?i).*(?:test|bench|example).*");
  private static final int MAX_FILES = 50;

  private Programs() {}

  /**
   * Where the program lies below the directory of the build: the one that is called like the
   * project, else the first that is no test.
   *
   * @throws PlanningException when none is declared
   */
  static String main(App app, BuildSystem system) {
    SourceFiles files = app.files();
    Optional<String> project = find(system.project(), files.text(system.file()).orElse(""));
    List<String> all = all(files, system, project.orElse(""));
    List<String> programs =
        all.stream().filter(path -> !TEST.matcher(path).matches()).findFirst().isPresent()
            ? all.stream().filter(path -> !TEST.matcher(path).matches()).toList()
            : all;
    String main =
        programs.stream()
            .filter(path -> project.filter(path::equals).isPresent())
            .findFirst()
            .or(() -> programs.stream().findFirst())
            .orElseThrow(() -> none(system));
    app.notes().because("run " + main, system.file() + " makes it");
    if (programs.size() > 1) {
      app.notes()
          .warn(
              "there are the programs %s, and %s is started; give a start command for another one, such as /build/%s"
                  .formatted(String.join(", ", programs), main, programs.get(programs.size() - 1)));
    }
    return main;
  }

  private static List<String> all(SourceFiles files, BuildSystem system, String project) {
    List<String> found = new ArrayList<>();
    for (String path :
        files
            .paths()
            .filter(p -> p.equals(system.file()) || p.endsWith("/" + system.file()))
            .limit(MAX_FILES)
            .toList()) {
      String directory = path.substring(0, path.lastIndexOf('/') + 1);
      Matcher program = system.program().matcher(files.text(path).orElse(""));
      while (program.find() && DIRECTORY.matcher(directory).matches()) {
        String name = program.group(1).replaceAll("^'|'$", "").replace("${PROJECT_NAME}", project);
        name = name.equals("meson.project_name(") ? project : name;
        if (NAME.matcher(name).matches()) {
          found.add(directory + name);
        }
      }
    }
    return found.stream().distinct().toList();
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  private static PlanningException none(BuildSystem system) {
    return new PlanningException(
        system.file() + " makes no program whose name can be read there",
        "give a start command, such as /build/my-program, in the settings or a Procfile");
  }
}
