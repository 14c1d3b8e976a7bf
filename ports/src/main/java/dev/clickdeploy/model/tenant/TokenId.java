package dev.clickdeploy.model.tenant;

import dev.clickdeploy.model.UuidV7;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/** Identifies an access token. */
public record TokenId(UUID value) {
  public TokenId {
    Objects.requireNonNull(value, "value");
  }

  /** A new time-ordered identifier. */
  public static TokenId next(InstantSource clock) {
    return new TokenId(UuidV7.next(clock));
  }

  /**
   * Reads the canonical text form.
   *
   * @throws IllegalArgumentException when it is not a UUID in that form
   */
  public static TokenId parse(String text) {
    return new TokenId(UuidV7.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
