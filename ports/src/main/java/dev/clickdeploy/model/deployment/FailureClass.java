package dev.clickdeploy.model.deployment;

/** Whose fault a failure is; only infrastructure failures are retried by themselves. */
public enum FailureClass {
  /** The repository, its ref or its credentials. */
  SOURCE,
  /** Nothing that can be built was found, or settings contradict the source. */
  PLAN,
  /** The Dockerfile or one of its steps. */
  BUILD_STEP,
  /** The registry refused the image or holds another one. */
  REGISTRY,
  /** BuildKit, the network, the database or the worker itself. */
  INFRASTRUCTURE,
  /** A limit of time was reached. */
  TIMEOUT;

  /** Whether trying the same again may help. */
  public boolean isRetryable() {
    return this == INFRASTRUCTURE;
  }
}
