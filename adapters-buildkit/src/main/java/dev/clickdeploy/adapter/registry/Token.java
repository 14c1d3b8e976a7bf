package dev.clickdeploy.adapter.registry;

import java.time.Instant;
import java.util.Optional;

/** An Authorization header's value that is worth sending until an instant. */
record Token(String authorization, Instant until) {
  private static final String BEARER = "Bearer ";

  static Token bearer(String token, Instant until) {
    return new Token(BEARER + token, until);
  }

  boolean isFresh(Instant now) {
    return now.isBefore(until);
  }

  /** What the token service gave, unless this is the password itself. */
  Optional<String> bearer() {
    return authorization.startsWith(BEARER)
        ? Optional.of(authorization.substring(BEARER.length()))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "Token[until=" + until + "]";
  }
}
