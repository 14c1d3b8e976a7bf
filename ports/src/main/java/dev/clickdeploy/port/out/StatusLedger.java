package dev.clickdeploy.port.out;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.Claim;
import java.time.Duration;
import java.util.Objects;

/**
 * What git hosts have been told of commits. A job of kind {@code status} is written with every
 * deployment and with every end of one, in the same transaction, when its service has a token and
 * wants statuses. Whoever works on one takes a turn first: of a service's commit only one tells at
 * a time, and always the newest, so that no host hears an older state last.
 */
public interface StatusLedger {
  /**
   * Takes the turn to tell of the commit that a deployment builds.
   *
   * @param most after this time the turn is over, whatever became of who took it
   */
  Turn begin(DeploymentId about, Claim by, Duration most);

  /**
   * Gives the turn back; nothing when it was over.
   *
   * @param told whether the host has heard of this state of the deployment, or never will
   */
  void end(Claim by, Deployment newest, boolean told);

  /** What there is to do. */
  sealed interface Turn {
    /** The service's newest deployment of the commit is to be told. */
    record Tell(Deployment newest) implements Turn {
      public Tell {
        Objects.requireNonNull(newest, "newest");
      }
    }

    /** The host knows the newest state, or the deployment is gone. */
    record Nothing() implements Turn {}

    /** Another one is telling. */
    record Busy() implements Turn {}
  }
}
