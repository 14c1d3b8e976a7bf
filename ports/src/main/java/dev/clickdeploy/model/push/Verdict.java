package dev.clickdeploy.model.push;

import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.service.ServiceId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a push means for one service. */
public sealed interface Verdict {
  /** The service that this is about. */
  ServiceId service();

  /**
   * A deployment was queued.
   *
   * @param detail why, where that took a comparison; null otherwise
   */
  record Queued(ServiceId service, DeploymentId deployment, @Nullable String detail)
      implements Verdict {
    public Queued {
      Objects.requireNonNull(service, "service");
      Objects.requireNonNull(deployment, "deployment");
    }

    /** Without having compared anything. */
    public Queued(ServiceId service, DeploymentId deployment) {
      this(service, deployment, null);
    }
  }

  /** A worker finds out whether what the service watches has changed. */
  record Pending(ServiceId service) implements Verdict {
    public Pending {
      Objects.requireNonNull(service, "service");
    }
  }

  /**
   * No deployment.
   *
   * @param detail why, in a sentence
   * @param deployment the one that makes another unnecessary; null when there is none
   */
  record Skipped(
      ServiceId service, SkipReason why, String detail, @Nullable DeploymentId deployment)
      implements Verdict {
    public Skipped {
      Objects.requireNonNull(service, "service");
      Objects.requireNonNull(why, "why");
      Objects.requireNonNull(detail, "detail");
    }

    /** Whatever other deployments there are. */
    public Skipped(ServiceId service, SkipReason why, String detail) {
      this(service, why, detail, null);
    }
  }

  /**
   * A newer push took its place.
   *
   * @param detail which, in a sentence
   * @param deployment the one that had been queued; null when the newer push was here first
   */
  record Superseded(ServiceId service, String detail, @Nullable DeploymentId deployment)
      implements Verdict {
    public Superseded {
      Objects.requireNonNull(service, "service");
      Objects.requireNonNull(detail, "detail");
    }
  }
}
