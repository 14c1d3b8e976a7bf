package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of JSON looks like (JSON Schema 2020-12, as far as OpenAPI documents need it here).
 * Objects have names and take no other fields than theirs.
 *
 * @param name of an object's schema, under which the document keeps it; null of anything else
 * @param node the schema itself; not to be changed
 * @param parts schemas with names that it refers to
 */
record Schema(@Nullable String name, ObjectNode node, Map<String, Schema> parts) {
  private static final String REFERENCE = "#/components/schemas/";

  private static Schema of(ObjectNode node) {
    return new Schema(null, node, Map.of());
  }

  private static Schema type(String type) {
    return of(Json.object().put("type", type));
  }

  private static Schema formatted(String format) {
    return of(Json.object().put("type", "string").put("format", format));
  }

  static Schema text() {
    return type("string");
  }

  static Schema id() {
    return formatted("uuid");
  }

  static Schema time() {
    return formatted("date-time");
  }

  static Schema flag() {
    return type("boolean");
  }

  static Schema number() {
    return type("integer");
  }

  static Schema number(long least, long most) {
    return of(Json.object().put("type", "integer").put("minimum", least).put("maximum", most));
  }

  /** One of these texts. */
  static Schema oneOf(String... values) {
    ObjectNode node = Json.object().put("type", "string");
    ArrayNode list = node.putArray("enum");
    Stream.of(values).forEach(list::add);
    return of(node);
  }

  /** One of these constants, as views write them. */
  static Schema oneOf(Enum<?>[] values) {
    return oneOf(
        Stream.of(values)
            .map(value -> value.name().toLowerCase(Locale.ROOT))
            .toArray(String[]::new));
  }

  static Schema list(Schema element) {
    ObjectNode node = Json.object().put("type", "array");
    node.set("items", element.use());
    return new Schema(null, node, element.withParts());
  }

  /** An object with whatever fields, whose values are all like this. */
  static Schema map(Schema value) {
    ObjectNode node = Json.object().put("type", "object");
    node.set("additionalProperties", value.use());
    return new Schema(null, node, value.withParts());
  }

  /** One of several objects. */
  static Schema either(Schema one, Schema other) {
    ObjectNode node = Json.object();
    node.putArray("oneOf").add(one.use()).add(other.use());
    Map<String, Schema> parts = new TreeMap<>(one.withParts());
    parts.putAll(other.withParts());
    return new Schema(null, node, parts);
  }

  /** An object without fields yet. */
  static Schema object(String name) {
    ObjectNode node = Json.object().put("type", "object");
    node.putObject("properties");
    node.putArray("required");
    node.put("additionalProperties", false);
    return new Schema(name, node, Map.of());
  }

  /** The same fields under another name. */
  Schema as(String other) {
    return new Schema(other, node, parts);
  }

  /** With a field that is always there. */
  Schema with(String field, Schema value) {
    Schema more = maybe(field, value);
    more.node.withArray("required").add(field);
    return more;
  }

  /** With a field that may be absent. */
  Schema maybe(String field, Schema value) {
    ObjectNode copy = node.deepCopy();
    copy.withObject("properties").set(field, value.use());
    Map<String, Schema> more = new TreeMap<>(parts);
    more.putAll(value.withParts());
    return new Schema(name, copy, more);
  }

  Schema orNull() {
    if (name != null) {
      ObjectNode either = Json.object();
      either.putArray("oneOf").add(use()).addObject().put("type", "null");
      return new Schema(null, either, withParts());
    }
    ObjectNode copy = node.deepCopy();
    copy.putArray("type").add(node.path("type").asText()).add("null");
    if (copy.has("enum")) {
      copy.withArray("enum").addNull();
    }
    return new Schema(null, copy, parts);
  }

  /** As others mention it. */
  ObjectNode use() {
    return name == null ? node.deepCopy() : Json.object().put("$ref", REFERENCE + name);
  }

  /** Every schema with a name that a mention of it needs. */
  Map<String, Schema> withParts() {
    Map<String, Schema> all = new TreeMap<>(parts);
    if (name != null) {
      all.put(name, this);
    }
    return all;
  }
}
