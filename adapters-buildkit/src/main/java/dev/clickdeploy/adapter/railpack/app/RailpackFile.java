package dev.clickdeploy.adapter.railpack.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.clickdeploy.adapter.railpack.evidence.Notes;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import dev.clickdeploy.adapter.railpack.source.Json;
import dev.clickdeploy.adapter.railpack.source.SourceFiles;
import dev.clickdeploy.model.service.PlanOverrides;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The repository's {@code railpack.json} (Railpack, "Configuration file"), as far as it has a
 * meaning here; the rest is warned about.
 */
record RailpackFile(JsonNode root) {
  static final String FILE = "railpack.json";
  private static final String EVERY = "*";

  /**
   * Reads the file; one that is absent says nothing.
   *
   * @param path where else it is; then it has to be there
   * @throws PlanningException when it is no JSON object, or a path is given and there is none
   */
  static RailpackFile read(SourceFiles files, Optional<String> path, Notes notes) {
    Optional<JsonNode> root = Json.LENIENT.read(files, path.orElse(FILE));
    if (path.isPresent() && root.isEmpty()) {
      throw new PlanningException(
          "RAILPACK_CONFIG_FILE names %s, and there is no such file".formatted(path.get()),
          "correct the path; it is relative to the root directory");
    }
    root.ifPresent(json -> new UnknownKeys(path.orElse(FILE), notes).warn(json));
    return new RailpackFile(root.orElse(MissingNode.getInstance()));
  }

  Optional<String> provider() {
    return text(root.path("provider")).map(name -> name.toLowerCase(Locale.ROOT));
  }

  Optional<CommandOverride> install() {
    return step("install");
  }

  Optional<CommandOverride> build() {
    return step("build");
  }

  Optional<CommandOverride> start() {
    return text(root.path("deploy").path("startCommand"))
        .map(text -> new CommandOverride(List.of(text), FILE));
  }

  Map<String, String> packages() {
    return texts(root.path("packages"));
  }

  List<String> buildPackages() {
    return words(root.path("buildAptPackages"));
  }

  List<String> runtimePackages() {
    return words(root.path("deploy").path("aptPackages"));
  }

  /** Of the image, and of the two steps that exist here. */
  Map<String, String> variables() {
    Map<String, String> all = new TreeMap<>();
    all.putAll(texts(root.path("steps").path("install").path("variables")));
    all.putAll(texts(root.path("steps").path("build").path("variables")));
    all.putAll(texts(root.path("deploy").path("variables")));
    all.keySet().removeIf(name -> !PlanOverrides.isVariable(name));
    all.values().removeIf(value -> value.chars().anyMatch(Character::isISOControl));
    return all;
  }

  /** A step that names none sees those of the whole file, for which {@code *} stands. */
  List<String> secrets(String step) {
    List<String> all = words(root.path("secrets"));
    JsonNode own = root.path("steps").path(step).path("secrets");
    return (own.isArray() ? words(own) : List.of(EVERY))
        .stream()
            .flatMap(name -> name.equals(EVERY) ? all.stream() : Stream.of(name))
            .filter(PlanOverrides::isVariable)
            .distinct()
            .sorted()
            .toList();
  }

  private Optional<CommandOverride> step(String name) {
    List<String> commands = new ArrayList<>();
    for (JsonNode command : root.path("steps").path(name).path("commands")) {
      text(command.isObject() ? command.path("cmd") : command)
          .filter(text -> !text.startsWith("PATH:") && !text.startsWith("COPY:"))
          .ifPresent(commands::add);
    }
    return commands.isEmpty() ? Optional.empty() : Optional.of(new CommandOverride(commands, FILE));
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() && !node.asText().isBlank()
        ? Optional.of(node.asText().strip())
        : Optional.empty();
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> text(word).ifPresent(words::add));
    return words;
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = member.getValue();
      if (value.isValueNode() && !value.isNull()) {
        texts.put(member.getKey(), value.asText());
      }
    }
    return texts;
  }
}
