package dev.clickdeploy.core.push;

import dev.clickdeploy.core.deployment.DeploymentIntake;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.job.Priority;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.CommitSha;
import org.jspecify.annotations.Nullable;

/** What a push means for a service, as far as the two of them tell. */
public final class Rulings {
  private final DeploymentIntake intake;

  /** Drafts its deployments by this intake. */
  public Rulings(DeploymentIntake intake) {
    this.intake = intake;
  }

  /**
   * Decides without asking git.
   *
   * @param identity equal ones of a service make one deployment; null makes a new one always
   */
  Decision first(Delivery delivery, @Nullable String identity, Service service) {
    Pushed push = delivery.push();
    CommitSha after = push.after();
    if (push.isTag() && !service.pushes().tags()) {
      return skip(
          service,
          SkipReason.TAG,
          "the tag %s was pushed; this service follows the branch %s"
              .formatted(push.ref().shortName(), service.branch().shortName()));
    }
    if (!push.isTag() && !service.follows(push.ref().value())) {
      return skip(
          service,
          SkipReason.BRANCH,
          "%s was pushed; this service follows the branch %s"
              .formatted(push.ref(), service.branch().shortName()));
    }
    if (after == null) {
      return skip(
          service,
          SkipReason.DELETED,
          "the %s %s was deleted"
              .formatted(push.isTag() ? "tag" : "branch", push.ref().shortName()));
    }
    return SkipMarkers.in(push.commit())
        .map(marker -> skip(service, SkipReason.MARKER, "the commit's message says " + marker))
        .orElseGet(() -> wanted(delivery, identity, service, after));
  }

  private Decision wanted(
      Delivery delivery, @Nullable String identity, Service service, CommitSha after) {
    if (service.pushes().watched().isEverything() || delivery.push().isTag()) {
      return deploy(delivery.push(), after, identity, service, null);
    }
    if (delivery.push().before() == null) {
      return deploy(
          delivery.push(), after, identity, service, "nothing is known of what was there before");
    }
    String subject = delivery.id() + " " + service.id();
    return new Decision.Compare(service.id(), intake.jobOf(JobKind.PUSH, service, subject));
  }

  /** The push is to be deployed; without an after there is nothing to deploy. */
  Decision deploy(
      Pushed push,
      CommitSha after,
      @Nullable String identity,
      Service service,
      @Nullable String why) {
    Origin origin = new Origin(push.source(), push.ref(), after, identity);
    DeploymentIntake.Draft draft = intake.draft(service, origin, push.commit());
    return new Decision.Deploy(
        draft.deployment(), ordered(push, draft.job()), service.pushes().superseding(), why);
  }

  /** What nobody told comes after what somebody did, however much of it is found at once. */
  private static NewJob ordered(Pushed push, NewJob job) {
    return push.source() == Trigger.SWEEP ? job.with(Priority.LOW) : job;
  }

  static Decision skip(Service service, SkipReason why, String detail) {
    return new Decision.Skip(new Verdict.Skipped(service.id(), why, detail));
  }
}
