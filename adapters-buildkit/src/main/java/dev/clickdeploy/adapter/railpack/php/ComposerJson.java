package dev.clickdeploy.adapter.railpack.php;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.Json;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A composer.json and its lock file, as far as plans depend on them (getcomposer.org, "The
 * composer.json schema"); members of an unexpected type count as absent.
 */
record ComposerJson(JsonNode root, JsonNode lock) {
  static final String FILE = "composer.json";
  static final String LOCK = "composer.lock";
  private static final String EXTENSION = "ext-";

  /**
   * Reads the file; empty when there is none. A lock file that cannot be read says nothing.
   *
   * @throws PlanningException when it is no JSON object
   */
  static Optional<ComposerJson> read(SourceFiles files) {
    JsonNode lock = files.text(LOCK).flatMap(Json.STRICT::parse).orElse(MissingNode.getInstance());
    return Json.STRICT.read(files, FILE).map(root -> new ComposerJson(root, lock));
  }

  /** The range of a package that is required. */
  Optional<String> required(String name) {
    return text(root.path("require").path(name));
  }

  /** The version of PHP that the dependencies are resolved for. */
  Optional<String> platform() {
    return text(root.path("config").path("platform").path("php"));
  }

  /** Whether it has a script. */
  boolean hasScript(String name) {
    return root.path("scripts").has(name);
  }

  /** Whether packages are taken from directories of the repository. */
  boolean hasLocalPackage() {
    for (JsonNode repository : root.path("repositories")) {
      if (repository.path("type").asText().equals("path")) {
        return true;
      }
    }
    return false;
  }

  /** Extensions that the app and the packages in its lock file require, without their prefix. */
  Set<String> extensions() {
    Set<String> names = new TreeSet<>();
    extensions(root.path("require"), names);
    for (JsonNode each : lock.path("packages")) {
      extensions(each.path("require"), names);
    }
    return names;
  }

  /** Whether a package is required by the app or locked. */
  boolean uses(String name) {
    if (required(name).isPresent()) {
      return true;
    }
    for (JsonNode each : lock.path("packages")) {
      if (each.path("name").asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static void extensions(JsonNode requirements, Set<String> into) {
    requirements
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (name.startsWith(EXTENSION)) {
                into.add(name.substring(EXTENSION.length()).toLowerCase(Locale.ROOT));
              }
            });
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank()
        ? Optional.of(node.asText().strip())
        : Optional.empty();
  }
}
