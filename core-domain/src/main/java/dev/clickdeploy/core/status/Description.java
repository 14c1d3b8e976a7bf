package dev.clickdeploy.core.status;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.Failure;
import java.util.Objects;

/**
 * A deployment in a few words for whoever sees the repository, which may be anybody: names of
 * images, hosts and files stay out.
 */
final class Description {
  private Description() {}

  static String of(Deployment deployment) {
    return switch (deployment.status()) {
      case QUEUED -> "Waiting to be built";
      case RUNNING -> "Being built";
      case CANCELLING -> "Being cancelled";
      case SUCCEEDED ->
          deployment
              .buildDuration()
              .map(took -> "Built and pushed in %,d s".formatted(Math.max(1, took.toSeconds())))
              .orElse("Built and pushed");
      case FAILED -> failed(Objects.requireNonNull(deployment.failure()));
      case CANCELLED -> "Cancelled";
      case SUPERSEDED -> "A newer push took its place";
    };
  }

  private static String failed(Failure failure) {
    return switch (failure.type()) {
      case SOURCE -> "The source could not be read";
      case PLAN -> "How to build it could not be found out";
      case BUILD_STEP -> "A step of the build failed";
      case REGISTRY -> "The registry did not take the image";
      case INFRASTRUCTURE -> "Something failed that the commit has no part in";
      case TIMEOUT -> "The build took too long";
    };
  }
}
