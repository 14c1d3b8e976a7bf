package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A response before it is sent. */
record Answer(int status, Map<String, String> headers, byte[] body) implements Response {
  static final String PLAIN = "text/plain; charset=utf-8";
  private static final String TYPE = "Content-Type";

  static Answer empty(int status) {
    return new Answer(status, Map.of(), new byte[0]);
  }

  static Answer json(int status, JsonNode body) {
    return new Answer(status, Map.of(TYPE, "application/json"), Json.write(body));
  }

  static Answer problem(int status, JsonNode document) {
    return new Answer(status, Map.of(TYPE, "application/problem+json"), Json.write(document));
  }

  static Answer text(String body) {
    return new Answer(200, Map.of(TYPE, PLAIN), body.getBytes(StandardCharsets.UTF_8));
  }

  Answer with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  Answer at(String location) {
    return with("Location", location);
  }
}
