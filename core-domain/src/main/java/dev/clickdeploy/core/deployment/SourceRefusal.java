package dev.clickdeploy.core.deployment;

import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;

/** Git's refusals in the terms of whoever asked. */
public final class SourceRefusal {
  private SourceRefusal() {}

  /** The refusal, with what to do about it. */
  public static RequestException of(Failure failure) {
    String message =
        failure.hint().map(mend -> failure.message() + "; " + mend).orElse(failure.message());
    Reason reason =
        switch (failure.type()) {
          case INFRASTRUCTURE, TIMEOUT -> Reason.UNAVAILABLE;
          case SOURCE, PLAN, BUILD_STEP, REGISTRY -> Reason.INVALID;
        };
    return new RequestException(reason, message);
  }
}
