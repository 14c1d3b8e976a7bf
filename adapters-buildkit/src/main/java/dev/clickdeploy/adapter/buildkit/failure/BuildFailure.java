package dev.clickdeploy.adapter.buildkit.failure;

import dev.clickdeploy.adapter.buildkit.progress.BuildProgress;
import dev.clickdeploy.adapter.buildkit.transport.DaemonAddress;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.port.out.PortException;
import io.grpc.Status;

/** A failed Solve, for whoever must mend it. */
public final class BuildFailure {
  private final DaemonAddress address;
  private final BuildRequest request;
  private final BuildProgress progress;

  /** Translates failures of this build. */
  public BuildFailure(DaemonAddress address, BuildRequest request, BuildProgress progress) {
    this.address = address;
    this.request = request;
    this.progress = progress;
  }

  public Failure of(Throwable error) {
    throw new PortException(
        FailureClass.INFRASTRUCTURE,
        String.valueOf(Status.fromThrowable(error)),
        String.valueOf(ErrorDetails.of(error)),
        error);
  }
}
