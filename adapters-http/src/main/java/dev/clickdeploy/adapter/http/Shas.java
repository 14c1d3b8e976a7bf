package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.clickdeploy.model.source.CommitSha;
import org.jspecify.annotations.Nullable;

/** Commits as payloads name them: zeros stand for none. */
final class Shas {
  private Shas() {}

  /**
   * The commit; null for zeros.
   *
   * @throws IllegalArgumentException when it is neither
   */
  static @Nullable CommitSha orNull(JsonNode sha) {
    String text = sha.asText();
    return text.matches("0{40}|0{64}") ? null : new CommitSha(text);
  }

  /** Whether it names a commit or none, so that {@link #orNull} can read it. */
  static boolean looksRight(JsonNode sha) {
    return CommitSha.looksLike(sha.asText());
  }
}
