package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
  private static final int MOST_UNKNOWN = 20;

  private final JsonNode object;
  private final String prefix;

  private Fields(JsonNode object, String prefix) {
    this.object = object;
    this.prefix = prefix;
  }

  /** The body's fields, of which only these are known. */
  static Fields of(JsonNode body, String... known) {
    if (!body.isObject()) {
      throw ProblemException.invalid("the body must be a JSON object");
    }
    return of(body, "", known);
  }

  private static Fields of(JsonNode object, String prefix, String... known) {
    Set<String> names = new TreeSet<>(Set.of(known));
    List<String> unknown =
        object.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> !names.contains(name))
            .limit(MOST_UNKNOWN)
            .map(name -> prefix + ProblemException.quoted(name))
            .toList();
    if (unknown.isEmpty()) {
      return new Fields(object, prefix);
    }
    throw ProblemException.invalid(
        "the field '%s' is not known here; known are %s"
            .formatted(unknown.getFirst(), String.join(", ", names)),
        unknown.stream().map(name -> Fault.field(name, "is not known here")).toList());
  }

  /** A required field. */
  <T> T required(String name, Function<String, T> parser) {
    return optional(name, parser).orElseThrow(() -> wrong(name, "is missing"));
  }

  /** A text that may be absent or null. */
  Optional<String> text(String name) {
    return optional(name, Function.identity());
  }

  /** A field that may be absent or null. */
  <T> Optional<T> optional(String name, Function<String, T> parser) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw wrong(name, "must be a string");
    }
    try {
      return Optional.of(parser.apply(value.textValue()));
    } catch (IllegalArgumentException e) {
      throw wrong(name, "is not accepted: " + e.getMessage());
    }
  }

  /** True or false; false when it is absent or null. */
  boolean flag(String name) {
    return flag(name, false);
  }

  /** True or false; the given one when it is absent or null. */
  boolean flag(String name, boolean otherwise) {
    JsonNode value = object.path(name);
    if (!isAbsent(value) && !value.isBoolean()) {
      throw wrong(name, "must be true or false");
    }
    return isAbsent(value) ? otherwise : value.booleanValue();
  }

  /** A nested object; an empty one when it is absent or null. */
  Fields object(String name, String... known) {
    JsonNode value = object.path(name);
    if (isAbsent(value)) {
      return new Fields(Json.object(), prefix + name + ".");
    }
    if (!value.isObject()) {
      throw wrong(name, "must be an object");
    }
    return of(value, prefix + name + ".", known);
  }

  /** An object whose values are all strings; empty when it is absent or null. */
  Map<String, String> texts(String name) {
    JsonNode value = object.path(name);
    if (!isAbsent(value) && !value.isObject()) {
      throw wrong(name, "must be an object of strings");
    }
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : value.properties()) {
      if (!entry.getValue().isTextual()) {
        throw wrong(name + "." + ProblemException.quoted(entry.getKey()), "must be a string");
      }
      texts.put(entry.getKey(), entry.getValue().textValue());
    }
    return texts;
  }

  /** A list whose elements are all strings; empty when it is absent or null. */
  List<String> list(String name) {
    JsonNode value = object.path(name);
    if (!isAbsent(value) && !value.isArray()) {
      throw wrong(name, "must be a list of strings");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        throw wrong(name, "must be a list of strings");
      }
      texts.add(element.textValue());
    }
    return texts;
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }

  private ProblemException wrong(String name, String how) {
    return ProblemException.invalid(
        "the field '%s%s' %s".formatted(prefix, name, how),
        List.of(Fault.field(prefix + name, how)));
  }
}
