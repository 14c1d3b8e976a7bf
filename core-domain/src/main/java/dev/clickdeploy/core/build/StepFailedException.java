package dev.clickdeploy.core.build;

import dev.clickdeploy.model.deployment.Failure;

/** A step of the pipeline came to an end that trying again will not change. */
final class StepFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  StepFailedException(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  Failure failure() {
    return failure;
  }
}
