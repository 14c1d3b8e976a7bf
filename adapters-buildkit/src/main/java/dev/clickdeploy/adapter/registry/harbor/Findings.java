package dev.clickdeploy.adapter.registry.harbor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The findings of a report, {@code {media type: {"vulnerabilities": […]}}}, read one by one: a
 * report of tens of megabytes would take many times that as a tree.
 */
final class Findings {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST = 100_000;

  private Findings() {}

  /** At most the first 100,000. */
  static List<Vulnerability> read(byte[] report) throws IOException {
    List<Vulnerability> found = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(report)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        boolean begins =
            token == JsonToken.START_ARRAY && "vulnerabilities".equals(parser.currentName());
        while (begins && parser.nextToken() == JsonToken.START_OBJECT && found.size() < MOST) {
          JsonNode one = parser.readValueAsTree();
          found.add(of(one));
        }
      }
    }
    return List.copyOf(found);
  }

  private static Vulnerability of(JsonNode json) {
    return new Vulnerability(
        json.path("id").asText(),
        json.path("package").asText(),
        json.path("version").asText(),
        json.path("fix_version").asText(),
        json.path("severity").asText());
  }
}
