package dev.clickdeploy.model.tenant;

import java.time.Instant;
import java.util.Objects;

/** A tenant: what belongs to one organization is invisible to every other. */
public record Organization(OrganizationId id, Name name, Instant createdAt) {
  public Organization {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(createdAt, "createdAt");
  }
}
