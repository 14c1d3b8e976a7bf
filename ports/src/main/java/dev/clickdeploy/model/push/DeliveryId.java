package dev.clickdeploy.model.push;

import dev.clickdeploy.model.UuidV7;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/** Identifies a delivery of a webhook. */
public record DeliveryId(UUID value) {
  public DeliveryId {
    Objects.requireNonNull(value, "value");
  }

  /** A new time-ordered identifier. */
  public static DeliveryId next(InstantSource clock) {
    return new DeliveryId(UuidV7.next(clock));
  }

  /**
   * Reads the canonical text form.
   *
   * @throws IllegalArgumentException when it is not a UUID in that form
   */
  public static DeliveryId parse(String text) {
    return new DeliveryId(UuidV7.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
