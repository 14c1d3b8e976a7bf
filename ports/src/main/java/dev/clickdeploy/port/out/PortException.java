package dev.clickdeploy.port.out;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import org.jspecify.annotations.Nullable;

/**
 * The outside world failed in a way that is no expected result. Its failure says whose fault it is,
 * what to do, and through its class whether trying again may help. Messages carry no secret.
 */
public final class PortException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  /** Says what happened, what to do, and keeps the cause for the operator's log. */
  public PortException(
      FailureClass type, String message, @Nullable String mend, @Nullable Throwable cause) {
    super(message, cause);
    this.failure = Failure.of(type, message, mend);
  }

  /** What a deployment that ends by this exception shows. */
  public Failure failure() {
    return failure;
  }

  /** Whether trying the same again may help. */
  public boolean isRetryable() {
    return failure.type().isRetryable();
  }
}
