package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A JSON object that is read strictly: unknown fields, wrong types and bad values are refused by
 * name.
 */
final class Fields {
  private final JsonNode object;
  private final String path;

  private Fields(JsonNode object, String path) {
    this.object = object;
    this.path = path;
  }

  static Fields of(JsonNode node, String... known) {
    return of(node, "", known);
  }

  private static Fields of(JsonNode node, String path, String... known) {
    if (!node.isObject()) {
      throw invalid((path.isEmpty() ? "the body" : path) + " must be a JSON object");
    }
    Set<String> names = new TreeSet<>(Set.of(known));
    Iterator<String> given = node.fieldNames();
    while (given.hasNext()) {
      String name = given.next();
      if (!names.contains(name)) {
        throw invalid(
            "the field '%s' is not known here; known are %s"
                .formatted(path + shortened(name), names));
      }
    }
    return new Fields(node, path);
  }

  /** A required field. */
  <T> T required(String name, Function<String, T> parser) {
    return optional(name, parser)
        .orElseThrow(() -> invalid("the field '" + path + name + "' is missing"));
  }

  /** A field that may be absent or null. */
  <T> Optional<T> optional(String name, Function<String, T> parser) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw invalid("the field '" + path + name + "' must be a string");
    }
    try {
      return Optional.of(parser.apply(value.asText()));
    } catch (IllegalArgumentException e) {
      throw invalid("the field '%s': %s".formatted(path + name, e.getMessage()));
    }
  }

  /** A nested object; an empty one when it is absent. */
  Fields object(String name, String... known) {
    JsonNode value = object.path(name);
    JsonNode present =
        value.isMissingNode() || value.isNull() ? Json.read(new byte[] {'{', '}'}) : value;
    return of(present, path + name + ".", known);
  }

  /** An object whose values are all strings. */
  Map<String, String> texts(String name) {
    JsonNode value = object.path(name);
    Map<String, String> texts = new HashMap<>();
    if (value.isMissingNode() || value.isNull()) {
      return texts;
    }
    if (!value.isObject()) {
      throw invalid("the field '" + path + name + "' must be an object of strings");
    }
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!entry.getValue().isTextual()) {
        throw invalid(
            "the field '%s.%s' must be a string".formatted(path + name, shortened(entry.getKey())));
      }
      texts.put(entry.getKey(), entry.getValue().asText());
    }
    return texts;
  }

  private static String shortened(String name) {
    return name.length() > 60 ? name.substring(0, 60) + "…" : name;
  }

  static ProblemException invalid(String detail) {
    return new ProblemException(422, "invalid", detail);
  }
}
