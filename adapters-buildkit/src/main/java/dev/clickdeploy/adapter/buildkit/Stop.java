package dev.clickdeploy.adapter.buildkit;

import dev.clickdeploy.model.job.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a build from our side. The first cause counts. */
final class Stop {
  /** Why a build is ended from our side. */
  sealed interface Cause {
    /** It was asked to. */
    record Cancelled() implements Cause {}

    /** The client is being closed. */
    record Closed() implements Cause {}

    /** It took too long. */
    record DeadlinePassed() implements Cause {}

    /** Nothing was heard of it for too long. */
    record Idle(Duration limit) implements Cause {}

    /** The sources could not be sent; the daemon would wait for them forever. */
    record SourceTrouble(IOException error) implements Cause {}

    /** The result could not be kept; the daemon would fail for an unknown reason. */
    record ResultTrouble(IOException error) implements Cause {}

    /** The daemon can ask us nothing more. */
    record SessionLost(Throwable error) implements Cause {}
  }

  private final Cancellation actions = new Cancellation();
  private @Nullable Cause cause;

  void because(Cause why) {
    synchronized (this) {
      if (cause != null) {
        return;
      }
      cause = why;
    }
    actions.cancel();
  }

  /** Runs the action when the build is stopped, at once when it was. */
  void onStop(Runnable action) {
    actions.onCancel(action);
  }

  synchronized Optional<Cause> cause() {
    return Optional.ofNullable(cause);
  }
}
