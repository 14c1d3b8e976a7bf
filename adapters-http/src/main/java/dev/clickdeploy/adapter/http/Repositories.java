package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.HostedRepository;
import dev.clickdeploy.model.source.RepositoryUrl;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Repositories as payloads name them: every form of the URL leads to the same services. */
final class Repositories {
  private Repositories() {}

  /** By the host's own number for it; null when it tells none of use. */
  static @Nullable HostedRepository hosted(Trigger told, RepositoryUrl url, JsonNode id) {
    String text = id.asText();
    return text.matches("[!-~]{1,100}") ? HostedRepository.of(told, url, text) : null;
  }

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
