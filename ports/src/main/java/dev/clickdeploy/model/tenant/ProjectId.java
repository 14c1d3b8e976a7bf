package dev.clickdeploy.model.tenant;

import dev.clickdeploy.model.UuidV7;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/** Identifies a project. */
public record ProjectId(UUID value) {
  public ProjectId {
    Objects.requireNonNull(value, "value");
  }

  /** A new time-ordered identifier. */
  public static ProjectId next(InstantSource clock) {
    return new ProjectId(UuidV7.next(clock));
  }

  /**
   * Reads the canonical text form.
   *
   * @throws IllegalArgumentException when it is not a UUID in that form
   */
  public static ProjectId parse(String text) {
    return new ProjectId(UuidV7.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
