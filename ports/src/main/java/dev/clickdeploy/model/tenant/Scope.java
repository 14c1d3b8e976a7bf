package dev.clickdeploy.model.tenant;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a caller can see: everything of one organization, or of one of its projects. What lies
 * outside is for the caller as if it did not exist.
 *
 * @param project null for the whole organization
 */
public record Scope(OrganizationId organization, @Nullable ProjectId project) {
  public Scope {
    Objects.requireNonNull(organization, "organization");
  }

  /** Everything of this organization. */
  public static Scope of(OrganizationId organization) {
    return new Scope(organization, null);
  }

  /** Whether a project of the organization can be seen. */
  public boolean reaches(ProjectId other) {
    return project == null || project.equals(other);
  }

  /** Whether everything of the organization can be seen. */
  public boolean isWhole() {
    return project == null;
  }
}
