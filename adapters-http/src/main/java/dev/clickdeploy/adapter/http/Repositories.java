package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.source.RepositoryUrl;
import java.util.stream.Stream;

/** Repositories as payloads name them: every form of the URL leads to the same services. */
final class Repositories {
  private Repositories() {}

  /**
   * By the first of these fields that is there.
   *
   * @throws IllegalArgumentException when none is, or it has no URL
   */
  static RepositoryUrl of(JsonNode repository, String... fields) {
    return Stream.of(fields)
        .map(field -> repository.path(field).asText())
        .filter(url -> !url.isEmpty())
        .findFirst()
        .map(RepositoryUrl::new)
        .orElseThrow(() -> new IllegalArgumentException("the repository's URL is missing"));
  }
}
