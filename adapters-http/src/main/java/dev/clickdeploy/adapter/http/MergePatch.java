package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Merges changes into a document: what is null goes, what is not named stays (RFC 7396). */
final class MergePatch {
  private MergePatch() {}

  /** The merged document; the given ones stay as they are. */
  static JsonNode apply(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode merged = target.isObject() ? target.deepCopy() : Json.object();
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      if (field.getValue().isNull()) {
        merged.remove(field.getKey());
      } else {
        merged.set(field.getKey(), apply(merged.path(field.getKey()), field.getValue()));
      }
    }
    return merged;
  }
}
