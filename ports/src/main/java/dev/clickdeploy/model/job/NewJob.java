package dev.clickdeploy.model.job;

import dev.clickdeploy.model.Texts;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job to be put on the queue.
 *
 * @param subject what the work is about, opaque to the queue: a deployment's id for {@link
 *     JobKind#BUILD}
 * @param uniqueKey at most one live job of a kind has it, 1 to 200 characters; null for any number
 * @param maxAttempts how often it may be tried, 1 to 100
 * @param notBefore when it is due, on the queue's clock; null for at once, whatever this machine's
 *     clock says
 */
public record NewJob(
    JobId id,
    JobKind kind,
    OrganizationId organization,
    String subject,
    Priority priority,
    @Nullable String uniqueKey,
    int maxAttempts,
    @Nullable Instant notBefore) {
  private static final int LONGEST_KEY = 200;

  public NewJob {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(organization, "organization");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(priority, "priority");
    if (uniqueKey != null) {
      Texts.required(uniqueKey, "a unique key", LONGEST_KEY);
    }
    if (maxAttempts < 1 || maxAttempts > 100) {
      throw new IllegalArgumentException("maxAttempts must be 1 to 100, not " + maxAttempts);
    }
  }

  /** A job of normal priority that is due at once. */
  public static NewJob of(
      JobId id, JobKind kind, OrganizationId organization, String subject, int maxAttempts) {
    return new NewJob(id, kind, organization, subject, Priority.NORMAL, null, maxAttempts, null);
  }

  /** The same under another priority. */
  public NewJob with(Priority other) {
    return new NewJob(id, kind, organization, subject, other, uniqueKey, maxAttempts, notBefore);
  }

  /** The same under a key that at most one live job of its kind has. */
  public NewJob unique(String key) {
    return new NewJob(id, kind, organization, subject, priority, key, maxAttempts, notBefore);
  }

  /** The same, due later. */
  public NewJob notBefore(Instant due) {
    return new NewJob(id, kind, organization, subject, priority, uniqueKey, maxAttempts, due);
  }

  /** The same work under another identifier, due at once. */
  public NewJob again(JobId other) {
    return new NewJob(other, kind, organization, subject, priority, uniqueKey, maxAttempts, null);
  }
}
