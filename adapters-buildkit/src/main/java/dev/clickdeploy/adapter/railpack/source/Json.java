package dev.clickdeploy.adapter.railpack.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.clickdeploy.adapter.railpack.evidence.PlanningException;
import java.util.Optional;

/** JSON files that hold an object. */
public enum Json {
  /** As the standard has it, for files whose own tools accept no more. */
  STRICT(new ObjectMapper(), "; comments and trailing commas are not allowed in it"),
  /** With comments, trailing commas, single quotes and bare names, as JSONC and JSON5 have. */
  LENIENT(
      JsonMapper.builder()
          .enable(
              JsonReadFeature.ALLOW_JAVA_COMMENTS,
              JsonReadFeature.ALLOW_TRAILING_COMMA,
              JsonReadFeature.ALLOW_SINGLE_QUOTES,
              JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
              JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
              JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
              JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build(),
      "");

  private final ObjectMapper mapper;
  private final String rule;

  Json(ObjectMapper mapper, String rule) {
    this.mapper = mapper;
    this.rule = rule;
  }

  /**
   * Reads a file; empty when there is none.
   *
   * @throws PlanningException when it is too long or no object, with line and column
   */
  public Optional<JsonNode> read(SourceFiles files, String path) {
    if (!files.has(path)) {
      return Optional.empty();
    }
    String text =
        files
            .text(path)
            .orElseThrow(
                () ->
                    new PlanningException(
                        path + " is longer than 1 MB", "keep generated data out of " + path));
    return Optional.of(object(text, path));
  }

  /** The object in a text; empty when it holds none. */
  public Optional<JsonNode> parse(String text) {
    try {
      return Optional.ofNullable(mapper.readTree(text)).filter(JsonNode::isObject);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private JsonNode object(String text, String path) {
    try {
      JsonNode root = mapper.readTree(text);
      if (root != null && root.isObject()) {
        return root;
      }
      throw new PlanningException(
          path + " holds no JSON object", "write it as an object: { \"name\": … }");
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      throw new PlanningException(
          where == null
              ? path + " is not valid JSON"
              : "%s is not valid JSON at line %d, column %d"
                  .formatted(path, where.getLineNr(), where.getColumnNr()),
          "correct " + path + rule);
    }
  }
}
