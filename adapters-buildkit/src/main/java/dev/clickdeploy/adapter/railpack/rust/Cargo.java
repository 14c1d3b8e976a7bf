package dev.clickdeploy.adapter.railpack.rust;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.source.Toml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a Cargo.toml says (doc.rust-lang.org, "The Manifest Format").
 *
 * @param directory of the package, empty for the root's
 */
record Cargo(SourceFiles files, String directory, JsonNode root) {
  static final String FILE = "Cargo.toml";
  static final String LOCK = "Cargo.lock";

  /** Names of packages and targets, as Cargo takes them. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]*");

  private static final List<String> DEPENDENCIES =
      List.of("dependencies", "build-dependencies", "dev-dependencies", "patch", "target");
  private static final int MAX_DEPTH = 4;

  /**
   * Reads the manifest of a directory; empty when there is none.
   *
   * @throws PlanningException when it is too long or no TOML
   */
  static Optional<Cargo> read(SourceFiles files, String directory) {
    String path = path(directory, FILE);
    if (!files.has(path)) {
      return Optional.empty();
    }
    JsonNode root =
        files
            .text(path)
            .flatMap(Toml::parse)
            .orElseThrow(
                () ->
                    new PlanningException(
                        path + " is no TOML of at most 1 MB",
                        "correct it; `cargo metadata` says where it is wrong"));
    return Optional.of(new Cargo(files, directory, root));
  }

  /** The package's name; empty for a manifest that is only a workspace. */
  Optional<String> name() {
    return text(root.path("package").path("name")).filter(n -> NAME.matcher(n).matches());
  }

  /** The oldest compiler that the package, or its workspace, accepts. */
  Optional<String> rustVersion() {
    return text(root.path("package").path("rust-version"))
        .or(() -> text(root.path("workspace").path("package").path("rust-version")));
  }

  /** The binary that {@code cargo run} takes. */
  Optional<String> defaultRun() {
    return text(root.path("package").path("default-run"));
  }

  boolean isWorkspace() {
    return root.path("workspace").isObject();
  }

  /** Whether the package needs another one directly. */
  boolean uses(String crate) {
    return root.path("dependencies").has(crate);
  }

  /** Names of the package's programs: those that are declared, then those of src/ and src/bin/. */
  List<String> binaries() {
    Set<String> names = new LinkedHashSet<>();
    if (files.has(path(directory, "src/main.rs"))) {
      name().ifPresent(names::add);
    }
    root.path("bin").forEach(bin -> text(bin.path("name")).ifPresent(names::add));
    if (root.path("package").path("autobins").asBoolean(true)) {
      names.addAll(inBinDirectory());
    }
    names.removeIf(name -> !NAME.matcher(name).matches());
    return List.copyOf(names);
  }

  /** Files that Cargo wants to see before it builds the dependencies. */
  Set<String> targetFiles() {
    Set<String> paths = new TreeSet<>();
    Stream.of("src/main.rs", "src/lib.rs").filter(files::has).forEach(paths::add);
    inBinDirectory().forEach(name -> paths.add("src/bin/" + name + ".rs"));
    for (String kind : List.of("bin", "bench", "test", "example")) {
      String home = kind.equals("bin") ? "src/bin/" : kind + (kind.endsWith("h") ? "es/" : "s/");
      root.path(kind)
          .forEach(
              target ->
                  paths.add(
                      text(target.path("path"))
                          .orElse(home + target.path("name").asText("x") + ".rs")));
    }
    text(root.path("lib").path("path")).ifPresent(paths::add);
    text(root.path("package").path("build")).ifPresent(paths::add);
    return paths;
  }

  /** Whether a dependency lies in the repository, so that its files are needed first. */
  boolean hasLocalDependencies() {
    return DEPENDENCIES.stream().anyMatch(member -> hasPath(root.path(member), 0));
  }

  /** Paths of a list of the workspace, with patterns such as {@code crates/*} resolved. */
  List<String> workspace(String list) {
    List<String> directories = new ArrayList<>();
    for (JsonNode member : root.path("workspace").path(list)) {
      String text = member.asText().replaceFirst("^\\./", "").replaceFirst("/$", "");
      if (!text.contains("*") && !text.contains("?")) {
        directories.add(text);
      } else {
        directories.addAll(matching(text));
      }
    }
    return directories.stream().distinct().toList();
  }

  private List<String> matching(String glob) {
    String pattern =
        Pattern.quote(glob)
            .replace("**", "*")
            .replace("*", "\\E[^/]*\\Q")
            .replace("?", "\\E[^/]\\Q");
    Pattern manifest = Pattern.compile("(" + pattern + ")/" + Pattern.quote(FILE));
    return files
        .paths()
        .map(manifest::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .toList();
  }

  private List<String> inBinDirectory() {
    Pattern form =
        Pattern.compile(
            Pattern.quote(path(directory, "src/bin/")) + "([A-Za-z0-9_-]+)(?:\\.rs|/main\\.rs)");
    return files
        .paths()
        .map(form::matcher)
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .toList();
  }

  private static boolean hasPath(JsonNode node, int depth) {
    if (depth > MAX_DEPTH || !node.isObject()) {
      return false;
    }
    if (depth > 0 && node.path("path").isTextual()) {
      return true;
    }
    return node.properties().stream().anyMatch(member -> hasPath(member.getValue(), depth + 1));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank()
        ? Optional.of(node.asText().strip())
        : Optional.empty();
  }

  private static String path(String directory, String name) {
    return directory.isEmpty() ? name : directory + "/" + name;
  }
}
