package dev.clickdeploy.model.job;

import dev.clickdeploy.model.UuidV7;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/** Identifies a job. */
public record JobId(UUID value) {
  public JobId {
    Objects.requireNonNull(value, "value");
  }

  /** A new time-ordered identifier. */
  public static JobId next(InstantSource clock) {
    return new JobId(UuidV7.next(clock));
  }

  /**
   * Reads the canonical text form.
   *
   * @throws IllegalArgumentException when it is not a UUID in that form
   */
  public static JobId parse(String text) {
    return new JobId(UuidV7.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
