package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whether a document is as a schema says, for the part of JSON Schema 2020-12 that we write. */
final class Conformity {
  private final JsonNode root;
  private final List<String> faults = new ArrayList<>();

  private Conformity(JsonNode root) {
    this.root = root;
  }

  /** What is wrong; empty when it conforms. */
  static List<String> faults(JsonNode root, JsonNode schema, JsonNode value) {
    Conformity conformity = new Conformity(root);
    conformity.check(schema, value, "$");
    return conformity.faults;
  }

  private void check(JsonNode schema, JsonNode value, String at) {
    if (schema.has("$ref")) {
      JsonNode referred = root.at(schema.path("$ref").asText().substring(1));
      require(referred.isObject(), at, "refers to nothing");
      check(referred, value, at);
    } else if (schema.has("oneOf")) {
      long fitting = 0;
      for (JsonNode option : schema.path("oneOf")) {
        fitting += faults(root, option, value).isEmpty() ? 1 : 0;
      }
      require(fitting == 1, at, fitting + " alternatives fit " + value);
    } else {
      plain(schema, value, at);
    }
  }

  private void plain(JsonNode schema, JsonNode value, String at) {
    if (schema.has("type")) {
      require(isOf(schema.path("type"), value), at, value + " is not " + schema.path("type"));
    }
    if (schema.has("enum")) {
      boolean known = false;
      for (JsonNode each : schema.path("enum")) {
        known |= each.equals(value);
      }
      require(known, at, value + " is none of " + schema.path("enum"));
    }
    if (value.isTextual()) {
      require(isFormatted(schema.path("format").asText(), value.asText()), at, "format " + value);
    }
    if (value.isArray()) {
      value.forEach(element -> check(schema.path("items"), element, at + "[]"));
    }
    if (value.isObject()) {
      object(schema, value, at);
    }
  }

  private void object(JsonNode schema, JsonNode value, String at) {
    JsonNode others = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String place = at + "." + field.getKey();
      JsonNode property = schema.path("properties").path(field.getKey());
      if (!property.isMissingNode()) {
        check(property, field.getValue(), place);
      } else if (others.isObject()) {
        check(others, field.getValue(), place);
      } else {
        require(!others.isBoolean() || others.booleanValue(), place, "is not described");
      }
    }
    for (JsonNode required : schema.path("required")) {
      require(value.has(required.asText()), at, required + " is missing");
    }
  }

  private static boolean isOf(JsonNode type, JsonNode value) {
    if (type.isArray()) {
      boolean any = false;
      for (JsonNode each : type) {
        any |= isOf(each, value);
      }
      return any;
    }
    return switch (type.asText()) {
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException("no type: " + type);
    };
  }

  private static boolean isFormatted(String format, String text) {
    try {
      switch (format) {
        case "" -> {}
        case "uuid" -> UUID.fromString(text);
        case "date-time" -> Instant.parse(text);
        default -> throw new IllegalArgumentException("no format: " + format);
      }
      return true;
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return false;
    }
  }

  private void require(boolean holds, String at, String fault) {
    if (!holds) {
      faults.add(at + ": " + fault);
    }
  }
}
