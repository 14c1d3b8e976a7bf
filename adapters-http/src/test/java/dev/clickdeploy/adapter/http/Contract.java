package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Holds what the server answers against what its OpenAPI document promises: status, content type,
 * and every field, none more and none less. Every reply in this module's tests comes by here.
 */
record Contract(JsonNode document) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Fails when the answer is not one that the document describes. */
  void check(String method, URI uri, Reply reply) {
    JsonNode operation = operation(method, uri.getRawPath());
    if (operation.isMissingNode() || reply.status() == 405) {
      return;
    }
    String place = "%s of %s".formatted(reply.status(), operation.path("operationId").asText());
    JsonNode response = operation.path("responses").path(String.valueOf(reply.status()));
    assertThat(response.isMissingNode()).as("%s is described", place).isFalse();
    if (method.equals("HEAD") || reply.body().isEmpty()) {
      return;
    }
    String type = reply.header("Content-Type").orElse("none").split(";")[0];
    JsonNode media = response.path("content").path(type);
    assertThat(media.isMissingNode()).as("%s may be %s", place, type).isFalse();
    if (type.endsWith("json")) {
      assertThat(Conformity.faults(document, media.path("schema"), read(reply.body())))
          .as("what is wrong with %s: %s", place, reply.body())
          .isEmpty();
    }
  }

  /** The operation of this path; missing when there is none. */
  JsonNode operation(String method, String path) {
    String verb = method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
    List<String> given = List.of(path.split("/", -1));
    for (Map.Entry<String, JsonNode> each : document.path("paths").properties()) {
      if (matches(List.of(each.getKey().split("/", -1)), given)) {
        return each.getValue().path(verb);
      }
    }
    return document.path("none");
  }

  private static boolean matches(List<String> template, List<String> given) {
    List<Boolean> parts = new ArrayList<>();
    for (int i = 0; i < Math.min(template.size(), given.size()); i++) {
      parts.add(template.get(i).startsWith("{") || template.get(i).equals(given.get(i)));
    }
    return template.size() == given.size() && !parts.contains(false);
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }
}
