package dev.clickdeploy.model.tenant;

import java.time.Instant;
import java.util.Objects;

/** A group of services inside one organization. */
public record Project(ProjectId id, OrganizationId organization, Name name, Instant createdAt) {
  public Project {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(createdAt, "createdAt");
  }
}
