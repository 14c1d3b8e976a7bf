package dev.clickdeploy.adapter.registry;

import java.time.Instant;

/** An Authorization header's value that is worth sending until an instant. */
record Token(String authorization, Instant until) {
  boolean isFresh(Instant now) {
    return now.isBefore(until);
  }

  @Override
  public String toString() {
    return "Token[until=" + until + "]";
  }
}
