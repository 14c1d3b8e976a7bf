package dev.clickdeploy.adapter.railpack.node;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.Json;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a package.json says; members of an unexpected type count as absent. */
record PackageJson(JsonNode root) {
  static final String FILE = "package.json";
  static final String JSON5 = "package.json5";
  private static final List<String> LIFECYCLE =
      List.of("preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare");

  /**
   * Reads the file at the root of the tree; empty when there is none.
   *
   * @throws PlanningException when it is no JSON object, with line and column
   */
  static Optional<PackageJson> read(SourceFiles files) {
    return Json.STRICT
        .read(files, FILE)
        .or(() -> Json.LENIENT.read(files, JSON5))
        .map(PackageJson::new);
  }

  /** A script that is not blank. */
  Optional<String> script(String name) {
    return text("scripts", name);
  }

  /** The text at a path of member names, unless blank or no text. */
  Optional<String> text(String... path) {
    JsonNode node = root;
    for (String name : path) {
      node = node.path(name);
    }
    return node.isTextual() && !node.asText().isBlank()
        ? Optional.of(node.asText().strip())
        : Optional.empty();
  }

  /** Names in {@code dependencies}. */
  Set<String> dependencies() {
    return names("dependencies");
  }

  /** Names in {@code devDependencies}. */
  Set<String> devDependencies() {
    return names("devDependencies");
  }

  /** Whether a package is needed, at run or at build time. */
  boolean uses(String name) {
    return dependencies().contains(name) || devDependencies().contains(name);
  }

  /**
   * Why the installation needs more of the tree than the manifests; empty when it does not: scripts
   * that run with it, packages inside the repository.
   */
  Optional<String> needsSources() {
    if (!root.path("workspaces").isMissingNode()) {
      return Optional.of("package.json has workspaces");
    }
    for (String script : LIFECYCLE) {
      if (script(script).isPresent()) {
        return Optional.of("package.json has a script " + script);
      }
    }
    return local("dependencies").or(() -> local("devDependencies"));
  }

  private Optional<String> local(String member) {
    for (JsonNode version : root.path(member)) {
      if (version.asText().matches("(?:file|link|portal|workspace):.*")) {
        return Optional.of(member + " of package.json point into the repository");
      }
    }
    return Optional.empty();
  }

  private Set<String> names(String member) {
    Set<String> names = new TreeSet<>();
    root.path(member).fieldNames().forEachRemaining(names::add);
    return names;
  }
}
