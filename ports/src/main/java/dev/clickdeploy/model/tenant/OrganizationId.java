package dev.clickdeploy.model.tenant;

import dev.clickdeploy.model.UuidV7;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;

/** Identifies an organization. */
public record OrganizationId(UUID value) {
  public OrganizationId {
    Objects.requireNonNull(value, "value");
  }

  /** A new time-ordered identifier. */
  public static OrganizationId next(InstantSource clock) {
    return new OrganizationId(UuidV7.next(clock));
  }

  /**
   * Reads the canonical text form.
   *
   * @throws IllegalArgumentException when it is not a UUID in that form
   */
  public static OrganizationId parse(String text) {
    return new OrganizationId(UuidV7.parse(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
