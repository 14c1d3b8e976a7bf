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
   * @throws IllegalArgumentException when it is not a UUID in that form
   */
  public static ServiceId parse(String text) {
    return new ServiceId(UuidV7.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
