package dev.clickdeploy.adapter.railpack.rust;

import dev.clickdeploy.adapter.railpack.app.App;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is built and started.
 *
 * @param cargo the manifest of its package
 * @param member the package's name when it is one of a workspace
 * @param binaries every program that is built
 * @param start the one that is started
 */
record Program(Cargo cargo, Optional<String> member, List<String> binaries, String start) {
  private static final String WORKSPACE = "CARGO_WORKSPACE";
  private static final String BINARY = "RUST_BIN";

  /**
   * Finds the package, then its program.
   *
   * @throws PlanningException when nothing can be started, or the settings name what is not there
   */
  static Program find(App app, Cargo root) {
    Cargo cargo = root.isWorkspace() ? member(app, root) : root;
    List<String> binaries = cargo.binaries();
    if (binaries.isEmpty()) {
      throw new PlanningException(
          "Cargo.toml makes no program: there is neither src/main.rs nor src/bin nor [[bin]]",
          "add src/main.rs, or set the root directory to that of the program");
    }
    Optional<String> member =
        root.isWorkspace() && !cargo.directory().isEmpty() ? cargo.name() : Optional.empty();
    return new Program(cargo, member, binaries, start(app, cargo, binaries));
  }

  private static Cargo member(App app, Cargo root) {
    List<Cargo> members =
        Stream.of(List.of(""), root.workspace("default-members"), root.workspace("members"))
            .flatMap(List::stream)
            .distinct()
            .flatMap(directory -> Cargo.read(app.files(), directory).stream())
            .filter(cargo -> cargo.name().isPresent() && !cargo.binaries().isEmpty())
            .toList();
    List<String> names = members.stream().flatMap(cargo -> cargo.name().stream()).toList();
    Optional<String> wanted = app.settings().option(WORKSPACE);
    Cargo chosen =
        members.stream()
            .filter(cargo -> wanted.isEmpty() || wanted.equals(cargo.name()))
            .findFirst()
            .orElseThrow(() -> noMember(wanted, names));
    String name = chosen.name().orElseThrow();
    app.notes()
        .because(
            "package " + name,
            wanted.isPresent()
                ? "RAILPACK_" + WORKSPACE + " names it"
                : "it is the workspace's first with a program");
    if (wanted.isEmpty() && names.size() > 1) {
      warnOfOthers(app, "packages", names, name, WORKSPACE);
    }
    return chosen;
  }

  private static String start(App app, Cargo cargo, List<String> binaries) {
    Optional<String> wanted = app.settings().option(BINARY);
    if (wanted.isPresent() && !binaries.contains(wanted.get())) {
      throw new PlanningException(
          "RAILPACK_%s names '%s', and the programs are %s"
              .formatted(BINARY, wanted.get(), String.join(", ", binaries)),
          "name one of them");
    }
    Optional<String> declared = wanted.or(cargo::defaultRun).filter(binaries::contains);
    if (declared.isPresent()) {
      app.notes()
          .because(
              "program " + declared.get(),
              wanted.isPresent() ? "RAILPACK_" + BINARY + " names it" : "it is default-run");
      return declared.get();
    }
    if (binaries.size() > 1) {
      warnOfOthers(app, "programs", binaries, binaries.get(0), BINARY);
    }
    return binaries.get(0);
  }

  private static void warnOfOthers(
      App app, String what, List<String> all, String taken, String option) {
    app.notes()
        .warn(
            "there are the %s %s, and %s is taken; set RAILPACK_%s for another one"
                .formatted(what, String.join(", ", all), taken, option));
  }

  private static PlanningException noMember(Optional<String> wanted, List<String> names) {
    return new PlanningException(
        wanted
                .map(name -> "the workspace has no program '" + name + "'")
                .orElse("no package of the workspace makes a program")
            + (names.isEmpty() ? "" : "; there are " + String.join(", ", names)),
        "correct RAILPACK_" + WORKSPACE + ", or the members in Cargo.toml");
  }
}
