package dev.clickdeploy.adapter.railpack.rust;

import dev.clickdeploy.adapter.railpack.app.App;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How Cargo is called.
 *
 * <p>Cargo takes a file for changed when it is newer than what was made of it, and files of the
 * context have times that say nothing. So what was made of the app's own files is either removed
 * before they come, or they are touched.
 */
record RustCommands(App app, Program program) {
  private static final String PATH = "(?!.*\\.\\.)[A-Za-z0-9_][A-Za-z0-9_./-]*";

  /** Libraries of the system that well-known crates link to, by suite; they are there to build. */
  private static final Map<String, String> LIBRARIES =
      new TreeMap<>(
          Map.of(
              "libsqlite3-sys", "libsqlite3-0",
              "mysqlclient-sys", "libmariadb3",
              "openssl-sys", "libssl3",
              "pq-sys", "libpq5"));

  /**
   * Builds the dependencies of a single package around empty programs; empty for workspaces, which
   * keep the target directory instead, and where files of the repository are needed for it.
   */
  Optional<String> dependencies() {
    Set<String> files = program.cargo().targetFiles();
    if (keepsTarget()
        || program.cargo().hasLocalDependencies()
        || !files.stream().allMatch(path -> path.matches(PATH))) {
      return Optional.empty();
    }
    String directories =
        files.stream()
            .map(path -> path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : ".")
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    String list = String.join(" ", files);
    return Optional.of(
        "mkdir -p %s && echo 'fn main() {}' | tee %s > /dev/null && %s && cargo clean --release --package %s && rm %s"
            .formatted(
                directories, list, cargoBuild(), program.cargo().name().orElseThrow(), list));
  }

  /** Builds the programs and puts them into bin. */
  String build() {
    String copy =
        program.binaries().stream()
            .map(name -> "target/release/" + name)
            .collect(Collectors.joining(" "));
    String touch =
        keepsTarget() ? "find . -path ./target -prune -o -type f -exec touch {} + && " : "";
    return "mkdir -p bin && " + touch + cargoBuild() + " && cp " + copy + " bin";
  }

  /** Whether the target directory is kept from build to build. */
  boolean keepsTarget() {
    return program.member().isPresent() || program.cargo().isWorkspace();
  }

  /** What Cargo reads before it builds. */
  List<String> manifests() {
    List<String> paths = new ArrayList<>(List.of(Cargo.FILE));
    paths.addAll(app.files().present(List.of(Cargo.LOCK)));
    Toolchain.read(app.files())
        .filter(Toolchain::extra)
        .ifPresent(asked -> paths.add(asked.file()));
    return paths;
  }

  /** Debian packages that the program needs, besides the authorities that TLS trusts. */
  List<String> runtimePackages(String suite) {
    String lock = app.files().text(Cargo.LOCK).orElse("");
    List<String> packages = new ArrayList<>(List.of("ca-certificates"));
    LIBRARIES.forEach(
        (crate, library) -> {
          if (lock.contains("name = \"" + crate + "\"")) {
            boolean old = library.equals("libssl3") && !suite.equals("bookworm");
            packages.add(old ? "libssl1.1" : library);
            app.notes()
                .because(
                    "Debian package " + packages.get(packages.size() - 1),
                    "Cargo.lock has " + crate);
          }
        });
    return packages;
  }

  private String cargoBuild() {
    return "cargo build --release"
        + (app.files().has(Cargo.LOCK) ? " --locked" : "")
        + program.member().map(name -> " --package " + name).orElse("");
  }
}
