package dev.clickdeploy.port.out.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which jobs of one kind a claim may hand out. The model leaves open which of several it is; these
 * are the bounds.
 */
record ClaimRules(QueueModel model, JobKind kind) {
  /** Looks at the jobs as they were when they were claimed, with the model not yet told. */
  void assertFair(List<Job> claimed) {
    Map<OrganizationId, Long> turns = counted(claimed);
    boolean second = turns.values().stream().anyMatch(count -> count > 1);
    if (second) {
      for (OrganizationId organization : counted(claimable()).keySet()) {
        assertThat(turns.containsKey(organization) || isFull(organization))
            .as("somebody got a second job, but %s with due jobs none", organization)
            .isTrue();
      }
    }
  }

  /** Within an organization nothing that comes first is passed over. */
  void assertInOrder(List<Job> claimed) {
    for (Job passedOver : claimable()) {
      if (!claimed.contains(passedOver)) {
        assertThat(claimed)
            .filteredOn(job -> job.organization().equals(passedOver.organization()))
            .as("claimed although %s comes first", passedOver)
            .noneMatch(job -> comesBefore(passedOver, job));
      }
    }
  }

  private static boolean comesBefore(Job one, Job other) {
    int byPriority = one.order().priority().compareTo(other.order().priority());
    return byPriority < 0 || (byPriority == 0 && one.runAt().isBefore(other.runAt()));
  }

  /** Looks at the model when it knows of the claim. A limit that was lowered takes nothing away. */
  void assertWithinLimits(List<Job> claimed) {
    KindLimit limit = model.limit(kind);
    if (limit.total() != null && !claimed.isEmpty()) {
      assertThat(processing().size()).as("processed of a kind").isLessThanOrEqualTo(limit.total());
    }
    if (limit.perOrganization() != null) {
      Map<OrganizationId, Long> processing = counted(processing());
      assertThat(counted(claimed).keySet())
          .as("organizations that got a job and have too many")
          .noneMatch(organization -> processing.get(organization) > limit.perOrganization());
    }
  }

  /** Whether a job is left that a claim with a free slot would have to hand out. */
  boolean isAnyLeft() {
    KindLimit limit = model.limit(kind);
    boolean full = limit.total() != null && processing().size() >= limit.total();
    return !full && claimable().stream().anyMatch(job -> !isFull(job.organization()));
  }

  private boolean isFull(OrganizationId organization) {
    Integer most = model.limit(kind).perOrganization();
    long processing = counted(processing()).getOrDefault(organization, 0L);
    return most != null && processing >= most;
  }

  private List<Job> claimable() {
    return mine(model::isClaimable);
  }

  private List<Job> processing() {
    return mine(job -> job.status() == JobStatus.PROCESSING);
  }

  private List<Job> mine(Predicate<Job> which) {
    return model.jobs.values().stream()
        .filter(job -> job.kind().equals(kind))
        .filter(which)
        .toList();
  }

  private static Map<OrganizationId, Long> counted(Collection<Job> jobs) {
    return jobs.stream()
        .map(Job::organization)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }
}
