package dev.clickdeploy.model.job;

import dev.clickdeploy.model.IllegalTransitionException;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A unit of queued work as the queue knows it.
 *
 * @param order what was asked for
 * @param attempt how often it was claimed, 0 before the first time
 * @param fence raised by every claim, rescue and forced cancel, never lowered: what an older holder
 *     says is refused
 * @param runAt when it is or was due, on the queue's clock
 * @param cancelRequested someone asked to stop it while it is processed
 * @param lastError why the last attempt ended, null when none failed
 */
public record Job(
    NewJob order,
    JobStatus status,
    int attempt,
    long fence,
    Instant runAt,
    boolean cancelRequested,
    @Nullable String lastError) {
  public Job {
    Objects.requireNonNull(order, "order");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(runAt, "runAt");
    if (attempt < 0 || attempt > order.maxAttempts() || fence < 0) {
      throw new IllegalArgumentException(
          "a job's attempt is 0 to maxAttempts, its fence not negative");
    }
  }

  /** A new job on the queue, enqueued at this moment of the queue's clock. */
  public static Job queued(NewJob order, Instant now) {
    Instant due = order.notBefore() == null ? now : order.notBefore();
    return new Job(order, JobStatus.QUEUED, 0, 0, due, false, null);
  }

  /** Its identifier. */
  public JobId id() {
    return order.id();
  }

  /** What sort of work it is. */
  public JobKind kind() {
    return order.kind();
  }

  /** Whose work it is. */
  public OrganizationId organization() {
    return order.organization();
  }

  /** What the work is about. */
  public String subject() {
    return order.subject();
  }

  /** How often it may be tried. */
  public int maxAttempts() {
    return order.maxAttempts();
  }

  /** A worker takes it: one more attempt, a higher fence. */
  public Job claimed() {
    return next(JobStatus.PROCESSING, attempt + 1, fence + 1, runAt, false, lastError);
  }

  /** Its handler finished. */
  public Job completed() {
    return next(JobStatus.COMPLETED, attempt, fence, runAt, cancelRequested, null);
  }

  /**
   * The attempt failed: queued again at {@code retryAt} while attempts are left and none asked to
   * cancel.
   */
  public Job attemptFailed(String error, Instant retryAt) {
    if (cancelRequested) {
      return next(JobStatus.CANCELLED, attempt, fence, runAt, true, error);
    }
    return attempt < maxAttempts()
        ? next(JobStatus.QUEUED, attempt, fence, retryAt, false, error)
        : failed(error);
  }

  /** It failed for good, whatever attempts are left. */
  public Job failed(String error) {
    return next(JobStatus.FAILED, attempt, fence, runAt, cancelRequested, error);
  }

  /** A stopping worker gives it back unharmed: the attempt does not count. */
  public Job released() {
    if (cancelRequested) {
      return next(JobStatus.CANCELLED, attempt, fence + 1, runAt, true, lastError);
    }
    return next(JobStatus.QUEUED, attempt - 1, fence + 1, runAt, false, lastError);
  }

  /**
   * Its lease ran out: the holder is taken for dead and fenced off; queued again while attempts are
   * left.
   */
  public Job rescued(Instant now) {
    Job fencedOff = new Job(order, status, attempt, fence + 1, runAt, cancelRequested, lastError);
    return fencedOff.attemptFailed("the worker's lease ran out", now);
  }

  /** Asked to stop: a queued job is cancelled at once, a processed one marked for its worker. */
  public Job cancelAsked() {
    return status == JobStatus.PROCESSING
        ? new Job(order, status, attempt, fence, runAt, true, lastError)
        : next(JobStatus.CANCELLED, attempt, fence + 1, runAt, true, lastError);
  }

  /** Its handler stopped because it was asked to. */
  public Job cancelled() {
    return next(JobStatus.CANCELLED, attempt, fence, runAt, true, lastError);
  }

  /** Why the last attempt ended. */
  public Optional<String> error() {
    return Optional.ofNullable(lastError);
  }

  private Job next(
      JobStatus to,
      int attempts,
      long nextFence,
      Instant at,
      boolean cancel,
      @Nullable String error) {
    if (!status.successors().contains(to)) {
      throw new IllegalTransitionException("a job", status, to);
    }
    return new Job(order, to, attempts, nextFence, at, cancel, error);
  }
}
