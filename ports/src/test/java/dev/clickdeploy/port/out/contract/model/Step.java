package dev.clickdeploy.port.out.contract.model;

import dev.clickdeploy.model.job.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of one verb. Jobs, claims and processes are named by small numbers, taken as they go
 * round, so that every sequence means something whatever happened before and can be shortened.
 */
sealed interface Step {
  /**
   * A job to be enqueued.
   *
   * @param key a small number for a unique key; null for none
   * @param dueInMinutes from now, negative for the past; null for at once
   */
  record Draft(
      int organization,
      int kind,
      Priority priority,
      @Nullable Integer key,
      int attempts,
      @Nullable Integer dueInMinutes) {}

  record Enqueue(int process, List<Draft> drafts) implements Step {}

  record Claim(int process, List<Integer> slotsByKind) implements Step {}

  /** Claims are counted back from the latest one ever given. */
  record Complete(int process, List<Integer> claims) implements Step {}

  record Extend(int process, List<Integer> claims) implements Step {}

  record Fail(int process, int claim, boolean retry, int backoffMinutes) implements Step {}

  record AcknowledgeCancel(int process, int claim) implements Step {}

  record Release(int process, int claim) implements Step {}

  record Rescue(int process) implements Step {}

  record Cancel(int process, int job) implements Step {}

  record Retry(int process, int job) implements Step {}

  /** Null for any number. */
  record Limit(int process, int kind, @Nullable Integer total, @Nullable Integer perOrganization)
      implements Step {}

  /** Keeps everything that a sequence can make. */
  record Tidy(int process) implements Step {}

  /** Time goes by. */
  record Pass(int minutes) implements Step {}
}
