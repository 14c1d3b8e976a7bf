package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A response before it is sent. */
record Answer(int status, Map<String, String> headers, byte[] body) implements Response {
  static final String PLAIN = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";
  private static final String TYPE = "Content-Type";

  static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  static Answer json(int status, JsonNode body) {
    return new Answer(status, Map.of(TYPE, JSON), Json.write(body));
  }

  static Answer problem(int status, JsonNode document) {
    return new Answer(status, Map.of(TYPE, "application/problem+json"), Json.write(document));
  }

  static Answer text(String body) {
    return text(PLAIN, body);
  }

  static Answer text(String type, String body) {
    return new Answer(200, Map.of(TYPE, type), body.getBytes(StandardCharsets.UTF_8));
  }

  Answer with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  /**
   * With its entity-tag, and without its body for a client that has it already (RFC 9110, section
   * 13.1.2).
   *
   * @param known the request's If-None-Match
   */
  Answer tagged(Optional<String> known) {
    if (status != 200 || !JSON.equals(headers.get(TYPE))) {
      return this;
    }
    EntityTag tag = EntityTag.of(body);
    return (tag.isKnownBy(known) ? empty(304) : this)
        .with("ETag", tag.value())
        .with("Cache-Control", "private, no-cache");
  }

  Answer at(String location) {
    return with("Location", location);
  }
}
