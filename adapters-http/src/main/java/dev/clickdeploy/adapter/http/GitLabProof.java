package dev.clickdeploy.adapter.http;

import dev.clickdeploy.model.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** By what a request from GitLab proves that it knows a service's secret. */
interface GitLabProof {
  /** How far the sender's clock may be off (Standard Webhooks, verifying timestamps). */
  Duration SKEW = Duration.ofMinutes(5);

  /** Whether this secret made it; compared in constant time. */
  boolean provenBy(Secret secret);

  /** The secret itself, in the header {@code X-Gitlab-Token}. */
  record Token(String presented) implements GitLabProof {
    @Override
    public boolean provenBy(Secret secret) {
      return secret.matches(presented);
    }

    @Override
    public String toString() {
      return "[token]";
    }
  }

  /** The proof of a request; a signature counts before a token. Absent without either. */
  static Optional<GitLabProof> of(Request request, Instant now) {
    Optional<String> signature = request.header("webhook-signature");
    if (signature.isEmpty()) {
      return request.header("X-Gitlab-Token").<GitLabProof>map(Token::new);
    }
    String id = request.header("webhook-id").orElse("");
    String timestamp = request.header("webhook-timestamp").orElse("");
    return isRecent(timestamp, now)
        ? Optional.of(new SigningToken(id, timestamp, signature.get(), request.body()))
        : Optional.empty();
  }

  private static boolean isRecent(String timestamp, Instant now) {
    return timestamp.matches("[0-9]{1,10}")
        && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                .abs()
                .compareTo(SKEW)
            <= 0;
  }
}
