package dev.clickdeploy.adapter.railpack.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.adapter.railpack.source.Toml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A manifest in TOML: pyproject.toml (packaging.python.org, "pyproject.toml specification") or
 * Pipfile.
 */
record Manifest(String path, JsonNode root) {
  static final String PYPROJECT = "pyproject.toml";
  static final String PIPFILE = "Pipfile";

  /**
   * Reads a manifest at the root; one that is absent says nothing.
   *
   * @throws PlanningException when it is no TOML
   */
  static Manifest read(SourceFiles files, String path) {
    if (!files.has(path)) {
      return new Manifest(path, MissingNode.getInstance());
    }
    return files
        .text(path)
        .flatMap(Toml::parse)
        .map(root -> new Manifest(path, root))
        .orElseThrow(
            () ->
                new PlanningException(
                    path + " is no TOML of at most 1 MB", "correct the syntax of " + path));
  }

  /** Whether there is such a table, as {@code tool.uv}. */
  boolean has(String table) {
    return at(table).isObject();
  }

  /** What is at a place such as {@code tool.poetry.dependencies}; names in it have no dots. */
  JsonNode at(String place) {
    JsonNode node = root;
    for (String name : place.split("\\.")) {
      node = node.path(name);
    }
    return node;
  }

  /** A text at a place. */
  Optional<String> text(String place) {
    JsonNode node = at(place);
    return node.isTextual() && !node.asText().isBlank()
        ? Optional.of(node.asText().strip())
        : Optional.empty();
  }

  /** The texts of an array at a place. */
  List<String> texts(String place) {
    List<String> texts = new ArrayList<>();
    at(place).forEach(node -> texts.add(node.asText()));
    return texts;
  }

  /** Names of the members of a table. */
  List<String> names(String table) {
    List<String> names = new ArrayList<>();
    at(table).fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Whether an entry of the table, or one of several in its place, has the key. */
  boolean anyEntryHas(String table, String key) {
    for (JsonNode entry : at(table)) {
      if (entry.has(key)) {
        return true;
      }
      for (JsonNode one : entry) {
        if (one.has(key)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether it describes a package that can be built and installed itself. */
  boolean isPackage() {
    return has("build-system");
  }
}
