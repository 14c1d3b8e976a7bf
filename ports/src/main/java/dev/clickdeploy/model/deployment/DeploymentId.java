package dev.clickdeploy.model.deployment;

import dev.clickdeploy.model.UuidV7;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/** Identifies a deployment. */
public record DeploymentId(UUID value) {
  public DeploymentId {
    Objects.requireNonNull(value, "value");
  }

  /** A new time-ordered identifier. */
  public static DeploymentId next(InstantSource clock) {
    return new DeploymentId(UuidV7.next(clock));
  }

  /**
   * Reads the canonical text form.
   *
   * @throws IllegalArgumentException when it is not a UUID in that form
   */
  public static DeploymentId parse(String text) {
    return new DeploymentId(UuidV7.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
