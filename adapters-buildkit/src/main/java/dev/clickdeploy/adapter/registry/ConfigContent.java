package dev.clickdeploy.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an image's config says of it (OCI image specification, config.md). */
record ConfigContent(String platform, @Nullable Instant created, Map<String, String> labels) {
  /** Reads a config; what it does not say, or says in another form than it should, is absent. */
  static ConfigContent of(JsonNode config) {
    String variant = config.path("variant").asText();
    String platform =
        config.path("os").asText("unknown") + "/" + config.path("architecture").asText("unknown");
    Map<String, String> labels = new TreeMap<>();
    config
        .path("config")
        .path("Labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return new ConfigContent(
        variant.isEmpty() ? platform : platform + "/" + variant,
        created(config.path("created").asText()),
        labels);
  }

  private static @Nullable Instant created(String text) {
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
