package dev.clickdeploy.model.job;

import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Instant;
import java.util.Objects;

/**
 * A job to be put on the queue.
 *
 * @param subject what the work is about, opaque to the queue: a deployment's id for {@link
 *     JobKind#BUILD}
 * @param maxAttempts how often it may be tried, 1 to 100
 * @param runAt not before this moment
 */
public record NewJob(
    JobId id,
    JobKind kind,
    OrganizationId organization,
    String subject,
    int maxAttempts,
    Instant runAt) {
  public NewJob {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(runAt, "runAt");
    if (maxAttempts < 1 || maxAttempts > 100) {
      throw new IllegalArgumentException("maxAttempts must be 1 to 100, not " + maxAttempts);
    }
  }
}
