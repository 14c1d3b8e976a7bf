package dev.clickdeploy.model.push;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.service.Superseding;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a push for one service, as far as service and push tell; what has become
 * of other pushes may still change the verdict.
 */
public sealed interface Decision {
  /** The service that this is about. */
  ServiceId service();

  /**
   * To be deployed.
   *
   * @param why what a comparison found; null without one
   */
  record Deploy(Deployment deployment, NewJob job, Superseding superseding, @Nullable String why)
      implements Decision {
    public Deploy {
      Objects.requireNonNull(deployment, "deployment");
      Objects.requireNonNull(job, "job");
      Objects.requireNonNull(superseding, "superseding");
    }

    @Override
    public ServiceId service() {
      return deployment.service();
    }
  }

  /** To be compared first, by this job. */
  record Compare(ServiceId service, NewJob job) implements Decision {
    public Compare {
      Objects.requireNonNull(service, "service");
      Objects.requireNonNull(job, "job");
    }
  }

  /** Not to be deployed. */
  record Skip(Verdict.Skipped verdict) implements Decision {
    public Skip {
      Objects.requireNonNull(verdict, "verdict");
    }

    @Override
    public ServiceId service() {
      return verdict.service();
    }
  }
}
