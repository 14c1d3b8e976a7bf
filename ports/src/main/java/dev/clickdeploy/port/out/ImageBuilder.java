package dev.clickdeploy.port.out;

import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.job.Cancellation;
import java.util.function.Consumer;

/** Builds images and pushes them. */
public interface ImageBuilder {
  /**
   * Builds and blocks until the end. Events come in order from one thread at a time, all of them
   * before this returns.
   *
   * @throws PortException of class INFRASTRUCTURE when the builder cannot be reached or dies,
   *     TIMEOUT when the request's deadline passes
   */
  BuildOutcome build(BuildRequest request, Consumer<BuildEvent> events, Cancellation cancellation);
}
