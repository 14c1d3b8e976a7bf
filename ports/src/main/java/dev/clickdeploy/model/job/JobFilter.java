package dev.clickdeploy.model.job;

import dev.clickdeploy.model.tenant.OrganizationId;
import org.jspecify.annotations.Nullable;

/** Which jobs are listed; what is null does not matter. */
public record JobFilter(
    @Nullable OrganizationId organization, @Nullable JobKind kind, @Nullable JobStatus status) {
  /** Every job. */
  public static final JobFilter ALL = new JobFilter(null, null, null);

  /** Whether a job is one of them. */
  public boolean matches(Job job) {
    return (organization == null || organization.equals(job.organization()))
        && (kind == null || kind.equals(job.kind()))
        && (status == null || status == job.status());
  }
}
