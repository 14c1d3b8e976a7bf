package dev.clickdeploy.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A response before it is sent. */
record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {

  static Answer json(int status, Object body) {
    return new Answer(status, "application/json", Map.of(), Json.write(body));
  }

  static Answer text(String body) {
    return new Answer(
        200, "text/plain; charset=utf-8", Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  Answer typed(String type) {
    return new Answer(status, type, headers, body);
  }

  Answer with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, contentType, more, body);
  }

  Answer at(String location) {
    return with("Location", location);
  }
}
