package dev.clickdeploy.model.push;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.service.ServiceId;
import java.util.Objects;
import java.util.Optional;

/**
 * The newest push to a ref that was deployed to a service, as far as is known.
 *
 * @param cameLater whether it arrived after the push that it is compared with
 */
public record Head(
    Pushed push, DeploymentId deployment, DeploymentStatus status, boolean cameLater) {
  public Head {
    Objects.requireNonNull(push, "push");
    Objects.requireNonNull(deployment, "deployment");
    Objects.requireNonNull(status, "status");
  }

  /** Why another push to the same ref is not to be deployed now; absent when it is. */
  public Optional<Verdict> answerTo(Delivery next, ServiceId service) {
    if (isUseful(status) && push.after() != null && push.after().equals(next.push().after())) {
      return Optional.of(sameCommit(service, deployment, next.push()));
    }
    if (push.source() == Trigger.SWEEP && next.push().isOf(push)) {
      return Optional.of(foundBefore(service, next.push()));
    }
    return hasOvertaken(next)
        ? Optional.of(new Verdict.Superseded(service, "a newer push had come before", null))
        : Optional.empty();
  }

  /** A webhook that comes late tells nothing new, whatever became of what a sweep has found. */
  private Verdict.Skipped foundBefore(ServiceId service, Pushed next) {
    String commit = next.after() == null ? "this push" : next.after().abbreviated();
    return new Verdict.Skipped(
        service,
        SkipReason.SAME_COMMIT,
        "%s was found before its webhook came; replay this delivery to deploy it again"
            .formatted(commit),
        deployment);
  }

  /** One that came later and was decided first counts too, unless this one goes on from there. */
  private boolean hasOvertaken(Delivery next) {
    return next.push().hasMissed(push)
        || next.push().isOvertakenBy(push)
        || (cameLater && !next.push().isNextAfter(push));
  }

  /** The verdict on a push of a commit that a deployment has. */
  public static Verdict.Skipped sameCommit(
      ServiceId service, DeploymentId deployment, Pushed next) {
    String commit = next.after() == null ? "this push" : next.after().abbreviated();
    return new Verdict.Skipped(
        service,
        SkipReason.SAME_COMMIT,
        "%s is deployed or queued already".formatted(commit),
        deployment);
  }

  /** What the verdict on an older push says once this one has taken its place. */
  public static String supersededBy(Pushed newer) {
    return "a newer push%s took its place"
        .formatted(newer.after() == null ? "" : ", " + newer.after().abbreviated() + ",");
  }

  /** Whether a deployment that stands so makes another of the same commit unnecessary. */
  public static boolean isUseful(DeploymentStatus status) {
    return switch (status) {
      case QUEUED, RUNNING, CANCELLING, SUCCEEDED, SUPERSEDED -> true;
      case FAILED, CANCELLED -> false;
    };
  }
}
