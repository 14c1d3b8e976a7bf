package dev.clickdeploy.model.job;

import java.util.Objects;

/**
 * What decides whether one more job of a kind is worked on.
 *
 * @param processed how many are, of all organizations; counted only under a limit for all
 * @param ofOrganization how many are, of the organization in question; counted only under a limit
 *     for each
 * @param slots how many all living workers take at once
 */
public record KindState(KindLimit limit, int processed, int ofOrganization, int slots) {
  public KindState {
    Objects.requireNonNull(limit, "limit");
  }

  /** What keeps a due job of the kind waiting. */
  Hold hold() {
    if (slots == 0) {
      return new Hold.NoWorker();
    }
    if (limit.total() != null && processed >= limit.total()) {
      return new Hold.KindFull(limit.total());
    }
    if (limit.perOrganization() != null && ofOrganization >= limit.perOrganization()) {
      return new Hold.OrganizationFull(limit.perOrganization());
    }
    // with a place free it would be claimed by now
    return new Hold.WorkersBusy(slots);
  }
}
