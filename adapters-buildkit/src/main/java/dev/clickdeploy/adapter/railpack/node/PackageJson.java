package dev.clickdeploy.adapter.railpack.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.Json;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a package.json says; members of an unexpected type count as absent. */
record PackageJson(JsonNode root) {
  static final String FILE = "package.json";
  static final String JSON5 = "package.json5";
  private static final List<String> LIFECYCLE =
      List.of("preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare");
  private static final Pattern LOCAL = Pattern.compile("(?:file|link|portal):");

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

  /** A package.json that says nothing. */
  static PackageJson empty() {
    return new PackageJson(MissingNode.getInstance());
  }

  /** Names of all scripts. */
  Set<String> scripts() {
    return names("scripts");
  }

  /** Patterns of directories with packages of the same repository. */
  List<String> workspaces() {
    JsonNode workspaces = root.path("workspaces");
    JsonNode list = workspaces.isArray() ? workspaces : workspaces.path("packages");
    return StreamSupport.stream(list.spliterator(), false)
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .toList();
  }

  /** A script that the installation runs. */
  Optional<String> lifecycleScript() {
    return LIFECYCLE.stream().filter(name -> script(name).isPresent()).findFirst();
  }

  /** Whether a dependency lies in the repository without being one of its workspaces. */
  boolean hasLocalDependency() {
    return Stream.of("dependencies", "devDependencies", "optionalDependencies")
        .flatMap(member -> StreamSupport.stream(root.path(member).spliterator(), false))
        .anyMatch(version -> LOCAL.matcher(version.asText()).lookingAt());
  }

  /** The version or range of a dependency. */
  Optional<String> dependency(String name) {
    return text("dependencies", name).or(() -> text("devDependencies", name));
  }

  private Set<String> names(String member) {
    Set<String> names = new TreeSet<>();
    root.path(member).fieldNames().forEachRemaining(names::add);
    return names;
  }
}
