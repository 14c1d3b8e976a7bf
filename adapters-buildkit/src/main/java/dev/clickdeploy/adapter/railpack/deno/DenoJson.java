package dev.clickdeploy.adapter.railpack.deno;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.clickdeploy.adapter.railpack.source.Json;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import java.util.List;
import java.util.Optional;

/** What a deno.json says; members of an unexpected type count as absent. */
record DenoJson(JsonNode root) {
  static final List<String> FILES = List.of("deno.json", "deno.jsonc");

  /**
   * Reads the file; one that is absent says nothing.
   *
   * @throws dev.clickdeploy.adapter.railpack.evidence.PlanningException when it is no JSON object
   */
  static DenoJson read(SourceFiles files) {
    return new DenoJson(
        files
            .first(FILES)
            .flatMap(path -> Json.LENIENT.read(files, path))
            .orElse(MissingNode.getInstance()));
  }

  /** A task's command, which may be an object with a description. */
  Optional<String> task(String name) {
    JsonNode task = root.path("tasks").path(name);
    JsonNode command = task.isObject() ? task.path("command") : task;
    return command.isTextual() && !command.asText().isBlank()
        ? Optional.of(command.asText().strip())
        : Optional.empty();
  }

  /** Whether packages are declared, so that they can be fetched before the sources are there. */
  boolean hasImports() {
    return !root.path("imports").isEmpty();
  }

  /** Whether parts of the app are packages of their own. */
  boolean isWorkspace() {
    return root.has("workspace") || root.has("importMap");
  }

  /** Whether it exports a main file, as packages do. */
  Optional<String> exported() {
    JsonNode exports = root.path("exports");
    JsonNode main = exports.isObject() ? exports.path(".") : exports;
    return main.isTextual()
        ? Optional.of(main.asText().replaceFirst("^\\./", ""))
        : Optional.empty();
  }
}
