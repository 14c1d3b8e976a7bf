package dev.clickdeploy.adapter.railpack.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.Optional;

/** TOML as a tree of values. */
public final class Toml {
  private static final TomlMapper MAPPER = new TomlMapper();

  private Toml() {}

  /** The tables of a text; empty when it is no TOML. */
  public static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(MAPPER.readTree(text));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
