package dev.clickdeploy.adapter.registry.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads what registries answer, whoever wrote it. */
public final class RegistryJson {
  /**
   * An index of ten thousand platforms has fewer; four megabytes of empty arrays have more, and
   * would take a hundred as a tree.
   */
  private static final int MOST_TOKENS = 250_000;

  private static final int DEEPEST = 64;

  private static final ObjectMapper MAPPER =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxTokenCount(MOST_TOKENS)
                      .maxNestingDepth(DEEPEST)
                      .build())
              .build());

  private RegistryJson() {}

  /** A reader that gives up on what is too deep or has too many parts. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }
}
