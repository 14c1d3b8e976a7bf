package dev.clickdeploy.model.service;

import dev.clickdeploy.model.UuidV7;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/** Identifies a service. */
public record ServiceId(UUID value) {
  public ServiceId {
    Objects.requireNonNull(value, "value");
  }

  /** A new time-ordered identifier. */
  public static ServiceId next(InstantSource clock) {
    return new ServiceId(UuidV7.next(clock));
  }

  /**
   * Reads the canonical text form.
   *
   * @throws IllegalArgumentException when it is not a UUID of 36 characters
   */
  public static ServiceId parse(String text) {
    if (text.length() != 36) {
      throw new IllegalArgumentException("'" + text + "' is not a UUID");
    }
    return new ServiceId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
